mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name                 = "totes"
  account              = { id = "123456789012", region = "eu-west-2", partition = "aws" }
  artifacts_bucket_arn = "arn:aws:s3:::totes-artifacts"
  jar_key              = "totes/0f1e2d3c/totes-flink-job-uber.jar"
  lake_bucket_arns     = ["arn:aws:s3:::totes-raw", "arn:aws:s3:::totes-processed"]
  secret_arns          = ["arn:aws:secretsmanager:eu-west-2:123456789012:secret:totes/totesys-AbCdEf"]
  # The provider knows runtimes up to this one by name; ours is a newer one, and a variable.
  runtime = "FLINK-1_20"
  settings = {
    Source = { url = "jdbc:postgresql://totesys.example.org:5432/totesys", secret = "aws:totes/totesys" }
    Lake   = { "raw.path" = "s3a://totes-raw/totesys", "processed.path" = "s3a://totes-processed/totesys" }
  }
}

run "the_job_runs_as_the_service_wants_it" {
  assert {
    condition     = aws_kinesisanalyticsv2_application.this.application_configuration[0].application_snapshot_configuration[0].snapshots_enabled
    error_message = "It is stopped behind a snapshot."
  }

  assert {
    condition     = aws_kinesisanalyticsv2_application.this.application_configuration[0].flink_application_configuration[0].checkpoint_configuration[0].configuration_type == "DEFAULT"
    error_message = "Checkpoints are the service's unless somebody says otherwise."
  }

  assert {
    condition = aws_kinesisanalyticsv2_application.this.application_configuration[0].flink_application_configuration[0].parallelism_configuration[0] == {
      auto_scaling_enabled = false, configuration_type = "CUSTOM", parallelism = 1, parallelism_per_kpu = 1
    }
    error_message = "One KPU, and never more by itself."
  }

  assert {
    condition = { for group in aws_kinesisanalyticsv2_application.this.application_configuration[0].environment_properties[0].property_group : group.property_group_id => group.property_map } == {
      Source = tomap({ url = "jdbc:postgresql://totesys.example.org:5432/totesys", secret = "aws:totes/totesys" })
      Lake   = tomap({ "raw.path" = "s3a://totes-raw/totesys", "processed.path" = "s3a://totes-processed/totesys" })
    }
    error_message = "It has its settings."
  }

  assert {
    condition     = length(aws_kinesisanalyticsv2_application.this.application_configuration[0].vpc_configuration) == 0
    error_message = "It is in no VPC unless it has to be."
  }
}

run "its_log_goes_somewhere" {
  command = plan

  assert {
    condition     = aws_cloudwatch_log_group.this.name == "/aws/kinesis-analytics/totes" && aws_cloudwatch_log_stream.this.log_group_name == aws_cloudwatch_log_group.this.name
    error_message = "There is a log group, and a stream in it."
  }

  assert {
    condition     = aws_kinesisanalyticsv2_application.this.cloudwatch_logging_options[0].log_stream_arn == aws_cloudwatch_log_stream.this.arn
    error_message = "The stream is attached."
  }

  assert {
    condition     = [for statement in jsondecode(aws_iam_role_policy.job.policy).Statement : statement.Resource if statement.Sid == "WriteTheLog"] == ["arn:aws:logs:eu-west-2:123456789012:log-group:/aws/kinesis-analytics/totes:log-stream:job"]
    error_message = "The job may write to it."
  }
}

run "only_this_application_is_the_job" {
  command = plan

  assert {
    condition = jsondecode(aws_iam_role.job.assume_role_policy).Statement[0].Condition == {
      StringEquals = { "aws:SourceAccount" = "123456789012" }
      ArnEquals    = { "aws:SourceArn" = "arn:aws:kinesisanalytics:eu-west-2:123456789012:application/totes" }
    }
    error_message = "No other application of the service may take its role."
  }
}

run "files_of_the_lake_are_never_deleted" {
  command = plan

  assert {
    condition = flatten([for statement in jsondecode(aws_iam_role_policy.job.policy).Statement : statement.Resource if contains(flatten([statement.Action]), "s3:DeleteObject")]) == [
      "arn:aws:s3:::totes-processed/*_tmp_*", "arn:aws:s3:::totes-processed/*/",
      "arn:aws:s3:::totes-raw/*_tmp_*", "arn:aws:s3:::totes-raw/*/",
    ]
    error_message = "Only parts of uploads that are not finished, and what stands for folders."
  }

  assert {
    condition = alltrue([
      for statement in jsondecode(aws_iam_role_policy.job.policy).Statement : alltrue([
        for resource in flatten([statement.Resource]) : startswith(resource, "arn:aws:s3:::totes-artifacts/totes/")
      ]) if contains(flatten([statement.Action]), "s3:GetObjectVersion")
    ])
    error_message = "Of the jars it may read those of this job."
  }
}

run "no_secret_but_its_own" {
  command = plan

  assert {
    condition     = [for statement in jsondecode(aws_iam_role_policy.job.policy).Statement : statement.Resource if contains(flatten([statement.Action]), "secretsmanager:GetSecretValue")] == [["arn:aws:secretsmanager:eu-west-2:123456789012:secret:totes/totesys-AbCdEf"]]
    error_message = "The job reads the secrets it was given."
  }
}

run "in_a_vpc_it_may_connect_to_its_subnets" {
  command = plan

  variables {
    network = { vpc_id = "vpc-0a", subnet_ids = ["subnet-0a"], security_group_ids = ["sg-0job"] }
  }

  assert {
    condition     = aws_kinesisanalyticsv2_application.this.application_configuration[0].vpc_configuration[0].subnet_ids == toset(["subnet-0a"])
    error_message = "It is in the VPC."
  }

  assert {
    condition = flatten([for statement in jsondecode(aws_iam_role_policy.job.policy).Statement : statement.Resource if statement.Sid == "ConnectToTheNetwork"]) == [
      "arn:aws:ec2:eu-west-2:123456789012:network-interface/*",
      "arn:aws:ec2:eu-west-2:123456789012:subnet/subnet-0a",
      "arn:aws:ec2:eu-west-2:123456789012:security-group/sg-0job",
    ]
    error_message = "It makes interfaces there and nowhere else."
  }
}

run "checkpoints_come_as_often_as_was_said" {
  command = plan

  variables {
    checkpoint_interval_seconds = 10
  }

  assert {
    condition     = aws_kinesisanalyticsv2_application.this.application_configuration[0].flink_application_configuration[0].checkpoint_configuration[0].checkpoint_interval == 10000 && aws_kinesisanalyticsv2_application.this.application_configuration[0].flink_application_configuration[0].checkpoint_configuration[0].configuration_type == "CUSTOM"
    error_message = "In milliseconds, which is what the service counts."
  }
}

run "a_feed_may_be_written_to_and_no_other_stream" {
  command = plan

  variables {
    feed_stream_arn = "arn:aws:kinesis:eu-west-2:123456789012:stream/changes"
  }

  assert {
    condition     = [for statement in jsondecode(aws_iam_role_policy.job.policy).Statement : statement.Resource if statement.Sid == "FeedTheStream"] == ["arn:aws:kinesis:eu-west-2:123456789012:stream/changes"]
    error_message = "The stream of the feed."
  }
}

run "a_setting_that_is_not_there_is_refused" {
  command = plan

  variables {
    settings = { Source = { url = "jdbc:postgresql://totesys.example.org:5432/totesys", "poll.intervall" = "PT5S" } }
  }

  expect_failures = [aws_kinesisanalyticsv2_application.this]
}

run "a_group_that_is_not_there_is_refused" {
  command = plan

  variables {
    settings = { Sources = { url = "jdbc:postgresql://totesys.example.org:5432/totesys" } }
  }

  expect_failures = [aws_kinesisanalyticsv2_application.this]
}

# No statement of the policies is left out here.
run "with_everything_there_is" {
  command = plan

  variables {
    network         = { vpc_id = "vpc-0a", subnet_ids = ["subnet-0a"], security_group_ids = ["sg-0job"] }
    feed_stream_arn = "arn:aws:kinesis:eu-west-2:123456789012:stream/changes"
  }

  assert {
    condition = sort([for statement in output.policies.job.Statement : statement.Sid]) == tolist([
      "ConnectToTheNetwork", "FeedTheStream", "FindTheLogGroup", "FindTheLogStream", "LookAtTheNetwork", "LookIntoTheLake",
      "OwnItsInterfaces", "ReadSecrets", "ReadTheJar", "TidyUpUnfinishedUploads", "WriteTheLake", "WriteTheLog",
    ])
    error_message = "These are all: ${join(", ", [for statement in output.policies.job.Statement : statement.Sid])}."
  }
}

run "its_policies_are_narrow" {
  command = plan

  module {
    source = "../../tests/least-privilege"
  }

  variables {
    policies = run.with_everything_there_is.policies
  }

  assert {
    condition     = output.count == 2
    error_message = "Who may be the job, and what it may do."
  }
}
