# The check itself: what it lets through, and what it does not.

run "narrow_policies_pass" {
  command = plan

  variables {
    policies = {
      job = { Statement = [
        { Sid = "Read", Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::totes/*" },
        { Sid = "Look", Effect = "Allow", Action = ["ec2:DescribeVpcs"], Resource = "*" },
        { Sid = "List", Effect = "Allow", Action = ["rds:Describe*"], Resource = ["arn:aws:rds:eu-west-2:123456789012:db:totes-*"] },
        { Sid = "Connect", Effect = "Allow", Action = "ec2:CreateNetworkInterface", Resource = "arn:aws:ec2:eu-west-2:123456789012:network-interface/*" },
        { Sid = "Network", Effect = "Allow", Action = "ec2:CreateVpc", Resource = "arn:aws:ec2:eu-west-2:123456789012:*" },
        { Sid = "Role", Effect = "Allow", Action = "iam:CreateRole", Resource = "arn:aws:iam::123456789012:role/totes-*" },
        { Sid = "Tls", Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "*" },
      ] }
      trust = { Statement = [
        { Sid = "Service", Effect = "Allow", Principal = { Service = "scheduler.amazonaws.com" }, Action = "sts:AssumeRole", Condition = { StringEquals = { "aws:SourceAccount" = "123456789012" } } },
      ] }
    }
  }

  assert {
    condition     = output.count == 2
    error_message = "Both policies are counted."
  }
}

run "every_action_is_refused" {
  command = plan

  variables {
    policies = { job = { Statement = [{ Sid = "All", Effect = "Allow", Action = "*", Resource = "arn:aws:s3:::totes" }] } }
  }

  expect_failures = [output.findings]
}

run "every_action_of_a_service_is_refused" {
  command = plan

  variables {
    policies = { job = { Statement = [{ Sid = "All", Effect = "Allow", Action = ["s3:GetObject", "s3:*"], Resource = "arn:aws:s3:::totes" }] } }
  }

  expect_failures = [output.findings]
}

run "a_wildcard_that_writes_is_refused" {
  command = plan

  variables {
    policies = { job = { Statement = [{ Sid = "Puts", Effect = "Allow", Action = "s3:Put*", Resource = "arn:aws:s3:::totes" }] } }
  }

  expect_failures = [output.findings]
}

run "every_resource_is_refused_where_the_service_knows_better" {
  command = plan

  variables {
    policies = { job = { Statement = [{ Sid = "Secrets", Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = ["*"] }] } }
  }

  expect_failures = [output.findings]
}

run "every_account_is_refused" {
  command = plan

  variables {
    policies = { job = { Statement = [{ Sid = "Databases", Effect = "Allow", Action = "rds:DeleteDBInstance", Resource = "arn:aws:rds:*:*:*" }] } }
  }

  expect_failures = [output.findings]
}

run "every_region_is_refused" {
  command = plan

  variables {
    policies = { job = { Statement = [{ Sid = "Databases", Effect = "Allow", Action = "rds:DeleteDBInstance", Resource = "arn:aws:rds:*:123456789012:db:totes" }] } }
  }

  expect_failures = [output.findings]
}

run "all_of_a_service_is_refused" {
  command = plan

  variables {
    policies = { job = { Statement = [{ Sid = "Databases", Effect = "Allow", Action = "rds:DeleteDBInstance", Resource = "arn:aws:rds:eu-west-2:123456789012:*" }] } }
  }

  expect_failures = [output.findings]
}

run "all_of_a_type_is_refused" {
  command = plan

  variables {
    policies = { job = { Statement = [{ Sid = "Secrets", Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = ["arn:aws:secretsmanager:eu-west-2:123456789012:secret:*"] }] } }
  }

  expect_failures = [output.findings]
}

run "every_bucket_is_refused" {
  command = plan

  variables {
    policies = { job = { Statement = [{ Sid = "Files", Effect = "Allow", Action = "s3:GetObject", Resource = ["arn:aws:s3:::*/*"] }] } }
  }

  expect_failures = [output.findings]
}

run "everybody_is_refused" {
  command = plan

  variables {
    policies = { topic = { Statement = [{ Sid = "Open", Effect = "Allow", Principal = "*", Action = "sns:Publish", Resource = "arn:aws:sns:eu-west-2:123456789012:totes", Condition = {} }] } }
  }

  expect_failures = [output.findings]
}

run "a_trust_without_a_condition_is_refused" {
  command = plan

  variables {
    policies = { trust = { Statement = [{ Sid = "Service", Effect = "Allow", Principal = { Service = "scheduler.amazonaws.com" }, Action = "sts:AssumeRole" }] } }
  }

  expect_failures = [output.findings]
}
