mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  prefix = "totes-123456789012"
}

run "there_are_three_buckets" {
  assert {
    condition = output.buckets == {
      raw       = { name = "totes-123456789012-raw", arn = "arn:aws:s3:::totes-123456789012-raw" }
      processed = { name = "totes-123456789012-processed", arn = "arn:aws:s3:::totes-123456789012-processed" }
      artifacts = { name = "totes-123456789012-artifacts", arn = "arn:aws:s3:::totes-123456789012-artifacts" }
    }
    error_message = "Raw zone, processed zone and jars each have their own."
  }
}

run "their_policies_are_narrow" {
  command = plan

  module {
    source = "../../tests/least-privilege"
  }

  variables {
    policies = run.there_are_three_buckets.policies
  }

  assert {
    condition     = output.count == 3
    error_message = "Each bucket has a policy."
  }
}
