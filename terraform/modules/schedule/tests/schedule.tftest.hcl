mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name             = "totes"
  account          = { id = "123456789012", region = "eu-west-2", partition = "aws" }
  application_name = "totes"
  start            = "cron(0 6 ? * MON-FRI *)"
  stop             = "cron(20 6 ? * MON-FRI *)"
}

run "the_job_starts_where_it_stopped" {
  assert {
    condition = jsondecode(aws_scheduler_schedule.this["start"].target[0].input) == {
      ApplicationName  = "totes"
      RunConfiguration = { ApplicationRestoreConfiguration = { ApplicationRestoreType = "RESTORE_FROM_LATEST_SNAPSHOT" } }
    }
    error_message = "It goes on from the latest snapshot."
  }

  assert {
    condition     = aws_scheduler_schedule.this["start"].target[0].arn == "arn:aws:scheduler:::aws-sdk:kinesisanalyticsv2:startApplication"
    error_message = "The start starts."
  }

  assert {
    condition     = jsondecode(aws_scheduler_schedule.this["stop"].target[0].input) == { ApplicationName = "totes" }
    error_message = "The stop is not forced, so it leaves a snapshot."
  }

  assert {
    condition     = aws_scheduler_schedule.this["stop"].target[0].arn == "arn:aws:scheduler:::aws-sdk:kinesisanalyticsv2:stopApplication" && aws_scheduler_schedule.this["stop"].schedule_expression == "cron(20 6 ? * MON-FRI *)"
    error_message = "The stop stops."
  }
}

run "its_policies_are_narrow" {
  command = plan

  module {
    source = "../../tests/least-privilege"
  }

  variables {
    policies = run.the_job_starts_where_it_stopped.policies
  }

  assert {
    condition     = output.count == 2
    error_message = "Who may be the scheduler, and what it may do."
  }
}
