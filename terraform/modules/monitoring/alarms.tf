# What an alarm says when nothing else is said: the greatest sample of a minute is above the threshold, and silence is no
# alarm. Our own gauges say -1 on tasks that they do not concern, hence the greatest. `rate` asks by how much a counter has
# grown a second.
locals {
  alarm_defaults = {
    rate       = false
    statistic  = "Maximum"
    comparison = "GreaterThanThreshold"
    threshold  = 0
    period     = 60
    periods    = 1
    missing    = "notBreaching"
  }

  # The key is the name in docs/runbook.md, where it says what to do.
  alarms = {
    job-restarting       = { metric = "restartingTime", meaning = "The job is being restarted" }
    job-failing          = { metric = "failingTime", meaning = "The job fails" }
    restarts             = { metric = "numRestarts", rate = true, meaning = "The job was restarted" }
    checkpoints-failing  = { metric = "numberOfFailedCheckpoints", rate = true, meaning = "A checkpoint failed" }
    checkpoint-slow      = { metric = "lastCheckpointDuration", threshold = var.checkpoint_interval_seconds * 1000 / 2, periods = 3, meaning = "Checkpoints take more than half of their interval" }
    heap-full            = { metric = "heapMemoryUtilization", statistic = "Average", threshold = 90, periods = 5, meaning = "More than 90 % of the heap are in use" }
    memory-full          = { metric = "containerMemoryUtilization", statistic = "Average", threshold = 85, periods = 5, meaning = "More than 85 % of the memory are in use" }
    cpu-high             = { metric = "containerCPUUtilization", statistic = "Average", threshold = 80, period = 300, periods = 3, meaning = "More than 80 % of the CPU are in use" }
    disk-full            = { metric = "containerDiskUtilization", threshold = 80, meaning = "More than 80 % of the disk are in use" }
    not-running          = { metric = "runningTime", comparison = "LessThanThreshold", threshold = 1, periods = 5, missing = "breaching", meaning = "The job does not run" }
    warehouse-stale      = { metric = "freshnessSeconds", threshold = var.stale_after_seconds, meaning = "The warehouse is out of date" }
    cuts-stale           = { metric = "cutAgeSeconds", threshold = var.cut_stale_after_seconds, meaning = "No cut of totesys is taken" }
    tables-stopped       = { metric = "tablesStopped", meaning = "A table of totesys is not read any more" }
    quarantine-open      = { metric = "quarantineOpen", meaning = "Rows of totesys do not fit the star" }
    reconcile-mismatches = { metric = "reconcileMismatches", meaning = "The warehouse is not as totesys is" }
    count-mismatches     = { metric = "countMismatches", meaning = "Rows were counted that are not where they belong" }
    audit-stale          = { metric = "auditAgeSeconds", threshold = var.audit_stale_after_seconds, meaning = "totesys and the warehouse were not compared for long" }
  }

  watched = {
    for name, alarm in local.alarms : name => merge(local.alarm_defaults, alarm)
    if name != "not-running" || var.always_runs
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.watched

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = "${each.value.meaning}: docs/runbook.md, ${each.key}"
  comparison_operator = each.value.comparison
  threshold           = each.value.threshold
  evaluation_periods  = each.value.periods
  datapoints_to_alarm = each.value.periods
  treat_missing_data  = each.value.missing

  namespace   = each.value.rate ? null : local.namespace
  metric_name = each.value.rate ? null : each.value.metric
  dimensions  = each.value.rate ? null : local.dimensions
  statistic   = each.value.rate ? null : each.value.statistic
  period      = each.value.rate ? null : each.value.period

  dynamic "metric_query" {
    for_each = each.value.rate ? [each.value] : []

    content {
      id          = "rate"
      expression  = "RATE(counter)"
      label       = each.value.meaning
      return_data = true
    }
  }

  dynamic "metric_query" {
    for_each = each.value.rate ? [each.value] : []

    content {
      id          = "counter"
      return_data = false

      metric {
        namespace   = local.namespace
        metric_name = metric_query.value.metric
        dimensions  = local.dimensions
        stat        = metric_query.value.statistic
        period      = metric_query.value.period
      }
    }
  }

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]
}

# One thing to look at, or to hang a pager on.
resource "aws_cloudwatch_composite_alarm" "unhealthy" {
  alarm_name        = "${var.name}-unhealthy"
  alarm_description = "At least one alarm of ${var.name} is on"
  alarm_rule        = join(" OR ", [for name in sort(keys(local.watched)) : "ALARM(\"${var.name}-${name}\")"])

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]

  depends_on = [aws_cloudwatch_metric_alarm.this]
}
