# Runs of limited length, for whom freshness is worth less than what a job costs that never stops. The job is one that
# follows totesys and is stopped behind a snapshot: the next run carries on from there. (A job in mode `bounded` ends by
# itself and leaves no snapshot, so a second one would be refused by the warehouse.)
locals {
  application_arn = "arn:${var.account.partition}:kinesisanalytics:${var.account.region}:${var.account.id}:application/${var.application_name}"
  schedules_arn   = "arn:${var.account.partition}:scheduler:${var.account.region}:${var.account.id}:schedule-group/${var.name}"

  schedules = {
    start = {
      expression = var.start
      call       = "startApplication"
      input = {
        ApplicationName = var.application_name
        RunConfiguration = {
          ApplicationRestoreConfiguration = { ApplicationRestoreType = "RESTORE_FROM_LATEST_SNAPSHOT" }
        }
      }
    }
    stop = {
      expression = var.stop
      call       = "stopApplication"
      input      = { ApplicationName = var.application_name }
    }
  }

  policies = {
    trust = {
      Version = "2012-10-17"
      Statement = [{
        Sid       = "Scheduler"
        Effect    = "Allow"
        Principal = { Service = "scheduler.amazonaws.com" }
        Action    = "sts:AssumeRole"
        Condition = {
          StringEquals = { "aws:SourceAccount" = var.account.id }
          ArnEquals    = { "aws:SourceArn" = local.schedules_arn }
        }
      }]
    }
    scheduler = {
      Version = "2012-10-17"
      Statement = [
        {
          Sid      = "StartAndStop"
          Effect   = "Allow"
          Action   = ["kinesisanalytics:StartApplication", "kinesisanalytics:StopApplication"]
          Resource = local.application_arn
        },
        {
          Sid      = "TellOfFailures"
          Effect   = "Allow"
          Action   = "sqs:SendMessage"
          Resource = aws_sqs_queue.failed.arn
        },
      ]
    }
  }
}

resource "aws_scheduler_schedule_group" "this" {
  name = var.name
}

# A start or stop that could not be made lies here for two weeks.
resource "aws_sqs_queue" "failed" {
  name                      = "${var.name}-failed-schedules"
  message_retention_seconds = 14 * 24 * 3600
  sqs_managed_sse_enabled   = true
}

resource "aws_iam_role" "scheduler" {
  name               = "${var.name}-scheduler"
  assume_role_policy = jsonencode(local.policies.trust)
}

resource "aws_iam_role_policy" "scheduler" {
  name   = "start-and-stop"
  role   = aws_iam_role.scheduler.id
  policy = jsonencode(local.policies.scheduler)
}

resource "aws_scheduler_schedule" "this" {
  for_each = local.schedules

  name                         = "${var.name}-${each.key}"
  group_name                   = aws_scheduler_schedule_group.this.name
  schedule_expression          = each.value.expression
  schedule_expression_timezone = var.timezone

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "arn:${var.account.partition}:scheduler:::aws-sdk:kinesisanalyticsv2:${each.value.call}"
    role_arn = aws_iam_role.scheduler.arn
    input    = jsonencode(each.value.input)

    dead_letter_config {
      arn = aws_sqs_queue.failed.arn
    }

    retry_policy {
      maximum_event_age_in_seconds = 600
      maximum_retry_attempts       = 5
    }
  }
}
