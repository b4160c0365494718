mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name             = "totes"
  account          = { id = "123456789012", region = "eu-west-2", partition = "aws" }
  application_name = "totes"
  emails           = ["data-team@example.org", "on-call@example.org"]
}

run "every_alarm_tells_somebody" {
  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.this : alarm.alarm_actions == toset([aws_sns_topic.alarms.arn])])
    error_message = "Alarms without an action: ${join(", ", [for name, alarm in aws_cloudwatch_metric_alarm.this : name if alarm.alarm_actions != toset([aws_sns_topic.alarms.arn])])}."
  }

  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.this : alarm.actions_enabled != false])
    error_message = "No alarm is muted."
  }

  assert {
    condition     = aws_cloudwatch_composite_alarm.unhealthy.alarm_actions == toset([aws_sns_topic.alarms.arn])
    error_message = "Nor is the one of all alarms."
  }

  assert {
    condition     = join(", ", sort([for subscription in aws_sns_topic_subscription.email : "${subscription.protocol} ${subscription.endpoint}"])) == "email data-team@example.org, email on-call@example.org"
    error_message = "Everybody gets an e-mail."
  }

  assert {
    condition = sort([for alarm in aws_cloudwatch_metric_alarm.this : alarm.alarm_name]) == sort(formatlist("totes-%s", [
      "audit-stale", "checkpoint-slow", "checkpoints-failing", "count-mismatches", "cpu-high", "cuts-stale", "disk-full",
      "heap-full", "job-failing", "job-restarting", "memory-full", "not-running", "quarantine-open",
      "reconcile-mismatches", "restarts", "tables-stopped", "warehouse-stale",
    ]))
    error_message = "These are all, and none was lost."
  }

  assert {
    condition     = alltrue([for name in output.alarm_names : strcontains(aws_cloudwatch_composite_alarm.unhealthy.alarm_rule, "ALARM(\"${name}\")")])
    error_message = "The composite alarm knows every one of them."
  }
}

run "thresholds_are_what_the_service_recommends" {
  command = plan

  assert {
    condition = { for name in ["heap-full", "memory-full", "cpu-high", "disk-full"] : name => "${aws_cloudwatch_metric_alarm.this[name].metric_name} ${aws_cloudwatch_metric_alarm.this[name].comparison_operator} ${aws_cloudwatch_metric_alarm.this[name].threshold}" } == {
      heap-full   = "heapMemoryUtilization GreaterThanThreshold 90"
      memory-full = "containerMemoryUtilization GreaterThanThreshold 85"
      cpu-high    = "containerCPUUtilization GreaterThanThreshold 80"
      disk-full   = "containerDiskUtilization GreaterThanThreshold 80"
    }
    error_message = "Machines have room."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["cpu-high"].evaluation_periods == 3 && aws_cloudwatch_metric_alarm.this["cpu-high"].datapoints_to_alarm == 3
    error_message = "A first load may use all of the CPU for a while."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["checkpoint-slow"].threshold == 30000
    error_message = "A checkpoint is slow when it takes half of its interval."
  }

  assert {
    condition = alltrue([for name, metric in { restarts = "numRestarts", checkpoints-failing = "numberOfFailedCheckpoints" } : alltrue([
      for query in aws_cloudwatch_metric_alarm.this[name].metric_query : query.id == "rate"
      ? query.expression == "RATE(counter)" && query.return_data
      : query.metric[0].metric_name == metric && query.metric[0].namespace == "AWS/KinesisAnalytics" && query.metric[0].dimensions == tomap({ Application = "totes" })
    ])])
    error_message = "Counters are asked whether they grow."
  }
}

run "silence_is_an_alarm_of_a_job_that_always_runs" {
  command = plan

  assert {
    condition     = [for name, alarm in aws_cloudwatch_metric_alarm.this : name if alarm.treat_missing_data != "notBreaching"] == ["not-running"]
    error_message = "Of the running time, and of nothing else."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["not-running"].treat_missing_data == "breaching" && aws_cloudwatch_metric_alarm.this["not-running"].metric_name == "runningTime"
    error_message = "A job that says nothing does not run."
  }
}

run "a_job_that_is_started_by_the_clock_may_stand_still" {
  command = plan

  variables {
    always_runs = false
  }

  assert {
    condition     = !contains(keys(aws_cloudwatch_metric_alarm.this), "not-running") && length(aws_cloudwatch_metric_alarm.this) == 16
    error_message = "All other alarms are there."
  }
}

run "our_own_metrics_are_watched" {
  command = plan

  assert {
    condition = { for name in ["warehouse-stale", "cuts-stale", "tables-stopped", "quarantine-open", "reconcile-mismatches", "count-mismatches", "audit-stale"] : name => "${aws_cloudwatch_metric_alarm.this[name].metric_name} > ${aws_cloudwatch_metric_alarm.this[name].threshold}" } == {
      warehouse-stale      = "freshnessSeconds > 900"
      cuts-stale           = "cutAgeSeconds > 300"
      tables-stopped       = "tablesStopped > 0"
      quarantine-open      = "quarantineOpen > 0"
      reconcile-mismatches = "reconcileMismatches > 0"
      count-mismatches     = "countMismatches > 0"
      audit-stale          = "auditAgeSeconds > 10800"
    }
    error_message = "By the names of docs/metrics.md."
  }

  # Gauges say -1 on tasks they do not concern, and they come from all tasks under one name.
  assert {
    condition     = alltrue([for name in ["warehouse-stale", "cuts-stale", "tables-stopped", "quarantine-open", "reconcile-mismatches", "count-mismatches", "audit-stale"] : aws_cloudwatch_metric_alarm.this[name].statistic == "Maximum"])
    error_message = "The task that knows is the one that counts."
  }
}

run "the_dashboard_shows_all_that_is_watched" {
  command = plan

  assert {
    condition = length(setsubtract(
      [for alarm in aws_cloudwatch_metric_alarm.this : alarm.metric_name if alarm.metric_name != null && alarm.metric_name != ""],
      flatten([for widget in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : [for metric in try(widget.properties.metrics, []) : metric[1]]]),
    )) == 0
    error_message = "There is a graph of each metric that has an alarm."
  }

  assert {
    condition     = alltrue(flatten([for widget in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : [for metric in try(widget.properties.metrics, []) : metric[0] == "AWS/KinesisAnalytics" && metric[2] == "Application" && metric[3] == "totes"]]))
    error_message = "Of this application."
  }

  assert {
    condition     = length(jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets[0].properties.alarms) == 17
    error_message = "Every alarm is on it."
  }

  assert {
    condition     = length(distinct([for widget in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : "${widget.x},${widget.y}"])) == length(jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets)
    error_message = "No widget hides another one."
  }
}

run "its_policies_are_narrow" {
  command = plan

  module {
    source = "../../tests/least-privilege"
  }

  variables {
    policies = run.every_alarm_tells_somebody.policies
  }

  assert {
    condition     = output.count == 1
    error_message = "Who may publish to the topic."
  }
}
