mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name = "totes-123456789012-raw"
}

run "a_bucket_is_closed_and_keeps_what_was_deleted" {
  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "Versions are kept."
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
    error_message = "Objects are encrypted."
  }

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.this.block_public_acls,
      aws_s3_bucket_public_access_block.this.block_public_policy,
      aws_s3_bucket_public_access_block.this.ignore_public_acls,
      aws_s3_bucket_public_access_block.this.restrict_public_buckets,
    ])
    error_message = "Nothing is public."
  }

  assert {
    condition     = aws_s3_bucket_ownership_controls.this.rule[0].object_ownership == "BucketOwnerEnforced"
    error_message = "There are no access control lists."
  }
}

run "only_tls_is_answered" {
  command = plan

  assert {
    condition = jsondecode(aws_s3_bucket_policy.this.policy).Statement[0] == {
      Sid       = "TlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = ["arn:aws:s3:::totes-123456789012-raw", "arn:aws:s3:::totes-123456789012-raw/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }
    error_message = "Whatever comes without TLS is denied."
  }
}

run "unfinished_uploads_outlive_any_stop" {
  command = plan

  assert {
    condition     = [for rule in aws_s3_bucket_lifecycle_configuration.this.rule : one(rule.abort_incomplete_multipart_upload).days_after_initiation if rule.id == "unfinished-uploads"] == [30]
    error_message = "Uploads are given up after 30 days."
  }

  assert {
    condition     = !contains([for rule in aws_s3_bucket_lifecycle_configuration.this.rule : rule.id], "expiry")
    error_message = "Nothing that is current expires unless somebody says so."
  }
}

run "uploads_are_not_given_up_within_a_week" {
  command = plan

  variables {
    abort_multipart_days = 6
  }

  expect_failures = [var.abort_multipart_days]
}

run "its_policies_are_narrow" {
  command = plan

  module {
    source = "../../tests/least-privilege"
  }

  variables {
    policies = run.only_tls_is_answered.policies
  }

  assert {
    condition     = output.count == 1
    error_message = "A bucket has one policy."
  }
}
