locals {
  # Each a graph of the dashboard: its title, and what is in it, by statistic.
  graphs = [
    { title = "How old the warehouse is (s)", statistic = "Maximum", metrics = ["freshnessSeconds", "cutAgeSeconds", "replayLagSeconds"] },
    { title = "Is it all there?", statistic = "Maximum", metrics = ["reconcileMismatches", "reconcileUnsettled", "countMismatches", "quarantineOpen", "inferredRows"] },
    { title = "Cuts and publishes (ms)", statistic = "Maximum", metrics = ["lastCutMillis", "publishMillis"] },
    { title = "Trouble with databases", statistic = "Maximum", metrics = ["retries", "publishRetries", "identityChanges", "tablesStopped", "newInSource"] },
    { title = "Audits", statistic = "Maximum", metrics = ["auditAgeSeconds", "auditFailures"] },
    { title = "Publishes, and how far the fence is behind", statistic = "Maximum", metrics = ["publishes", "fenceAge"] },
    { title = "The job (ms)", statistic = "Maximum", metrics = ["runningTime", "restartingTime", "failingTime"] },
    { title = "Checkpoints", statistic = "Maximum", metrics = ["lastCheckpointDuration", "lastCheckpointSize", "numberOfFailedCheckpoints", "numRestarts"] },
    { title = "Machines (%)", statistic = "Average", metrics = ["containerCPUUtilization", "containerMemoryUtilization", "heapMemoryUtilization", "containerDiskUtilization"] },
  ]

  alarm_widget = {
    type   = "alarm"
    x      = 0
    y      = 0
    width  = 24
    height = 4
    properties = {
      title = "Alarms"
      alarms = [
        for name in sort(keys(local.watched)) :
        "arn:${var.account.partition}:cloudwatch:${var.account.region}:${var.account.id}:alarm:${var.name}-${name}"
      ]
    }
  }

  graph_widgets = [
    for number, graph in local.graphs : {
      type   = "metric"
      x      = number % 3 * 8
      y      = 4 + floor(number / 3) * 6
      width  = 8
      height = 6
      properties = {
        title   = graph.title
        region  = var.account.region
        view    = "timeSeries"
        stat    = graph.statistic
        period  = 60
        metrics = [for metric in graph.metrics : [local.namespace, metric, "Application", var.application_name]]
      }
    }
  ]
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name
  dashboard_body = jsonencode({ widgets = concat([local.alarm_widget], local.graph_widgets) })
}
