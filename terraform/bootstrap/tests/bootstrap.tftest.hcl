mock_provider "aws" {
  source = "../tests/mocks"
}

variables {
  region            = "eu-west-2"
  github_repository = "terrific-totes/totes"
}

run "pull_requests_may_plan_and_no_more" {
  assert {
    condition = jsondecode(aws_iam_role.github["plan"].assume_role_policy).Statement[0].Condition.StringEquals == {
      "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
      "token.actions.githubusercontent.com:sub" = ["repo:terrific-totes/totes:pull_request", "repo:terrific-totes/totes:ref:refs/heads/main"]
    }
    error_message = "Of this repository, and of no other."
  }

  assert {
    condition     = sort([for key, attachment in aws_iam_role_policy_attachment.grant : key if startswith(key, "plan-")]) == tolist(["plan-reading", "plan-state-reading"])
    error_message = "They look, and so at the state."
  }

  assert {
    condition = length([
      for action in flatten([for grant in local.roles.plan : [for statement in output.policies[grant].Statement : statement.Action]]) : action
      if !can(regex("^[a-z0-9-]+:(Get|List|Describe|View)", action))
    ]) == 0
    error_message = "To look is to get, to list, to describe: nothing is written, the state neither."
  }

  assert {
    condition     = !contains(flatten([for statement in output.policies.reading.Statement : statement.Action]), "secretsmanager:GetSecretValue")
    error_message = "Nobody reads a secret by opening a pull request."
  }

  assert {
    condition     = length([for statement in output.policies.reading.Statement : statement if contains(flatten([statement.Action]), "s3:GetObject")]) == 0
    error_message = "Nor the lake."
  }
}

run "only_the_protected_environment_changes_something" {
  command = plan

  assert {
    condition = alltrue([
      for role in ["apply", "deploy"] :
      jsondecode(aws_iam_role.github[role].assume_role_policy).Statement[0].Condition.StringEquals["token.actions.githubusercontent.com:sub"] == ["repo:terrific-totes/totes:environment:production"]
    ])
    error_message = "It is where people approve."
  }

  assert {
    condition     = alltrue([for role in aws_iam_role.github : !startswith(role.name, "totes-")])
    error_message = "The apply role may change roles of the stack; these are none."
  }
}

run "databases_may_have_a_password_that_rds_makes" {
  command = plan

  assert {
    condition = sort(flatten([
      for statement in output.policies.storing.Statement : statement.Action if statement.Sid == "LetRdsKeepThePassword"
      ])) == tolist(["secretsmanager:CreateSecret", "secretsmanager:TagResource"]) && [
      for statement in output.policies.storing.Statement : statement.Resource if statement.Sid == "LetRdsKeepThePassword"
    ] == ["arn:aws:secretsmanager:eu-west-2:123456789012:secret:rds!db-*"]
    error_message = "RDS makes the secret of the owner with the rights of whoever makes the database."
  }
}

run "with_everything_there_is" {
  command = plan

  variables {
    plan_reads_secrets = true
  }

  assert {
    condition     = contains([for statement in output.policies.reading.Statement : statement.Sid], "ReadSecrets")
    error_message = "No statement of the policies is left out here."
  }
}

run "every_policy_fits_into_iam" {
  command = plan

  variables {
    plan_reads_secrets = true
  }

  assert {
    condition     = alltrue([for policy in aws_iam_policy.grant : length(policy.policy) <= 6144])
    error_message = "Too long: ${join(", ", [for policy in aws_iam_policy.grant : policy.name if length(policy.policy) > 6144])}."
  }
}

run "their_policies_are_narrow" {
  command = plan

  module {
    source = "../tests/least-privilege"
  }

  variables {
    policies = run.with_everything_there_is.policies
  }

  assert {
    condition     = output.count == 12
    error_message = "Eight grants, three trusts, one bucket."
  }
}

run "the_state_lies_in_a_bucket" {
  command = plan

  assert {
    condition     = output.state_bucket == "totes-123456789012-terraform" && output.state_key == "totes/terraform.tfstate"
    error_message = "Named by the account."
  }
}

run "a_name_that_is_no_repository_is_refused" {
  command = plan

  variables {
    github_repository = "*"
  }

  expect_failures = [var.github_repository]
}
