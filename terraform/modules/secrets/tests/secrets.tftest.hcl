mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name  = "totes"
  names = ["totesys", "warehouse"]
  # Of an ephemeral variable a test has to say even the default.
  credentials = {}
}

run "secrets_are_made_without_a_value" {
  assert {
    condition     = [for secret in aws_secretsmanager_secret.this : secret.name] == ["totes/totesys", "totes/warehouse"]
    error_message = "Each database has a secret."
  }

  assert {
    condition     = length(aws_secretsmanager_secret_version.this) == 0
    error_message = "Their values are put in by somebody else."
  }
}

run "a_value_that_is_given_leaves_no_trace" {
  command = plan

  variables {
    versions    = { warehouse = 3 }
    credentials = { warehouse = { username = "totes_writer", password = "planted-password" } }
  }

  assert {
    condition     = keys(aws_secretsmanager_secret_version.this) == ["warehouse"]
    error_message = "Only the one that was given is written."
  }

  assert {
    condition     = aws_secretsmanager_secret_version.this["warehouse"].secret_string_wo_version == 3
    error_message = "The number says when it is written again."
  }

  assert {
    condition     = !strcontains(jsonencode([for version in aws_secretsmanager_secret_version.this : { text = version.secret_string, written = version.secret_string_wo }]), "planted")
    error_message = "The password is in no attribute that a state has."
  }
}

run "an_unknown_secret_is_refused" {
  command = plan

  variables {
    versions = { warehous = 1 }
  }

  expect_failures = [var.versions]
}
