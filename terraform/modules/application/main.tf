locals {
  declared = jsondecode(file("${path.module}/settings.json"))

  unknown_settings = flatten([
    for group, values in var.settings : [
      for key in keys(values) : "${group}: ${key}" if !contains(try(local.declared[group], []), key)
    ]
  ])
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/kinesis-analytics/${var.name}"
  retention_in_days = var.log_retention_days
}

# Without a stream of this very name attached, the log of the job is nowhere.
resource "aws_cloudwatch_log_stream" "this" {
  name           = "job"
  log_group_name = aws_cloudwatch_log_group.this.name
}

resource "aws_kinesisanalyticsv2_application" "this" {
  name                   = var.name
  description            = "Totes: totesys to the lake and the warehouse"
  runtime_environment    = var.runtime
  service_execution_role = aws_iam_role.job.arn
  application_mode       = "STREAMING"

  application_configuration {
    application_code_configuration {
      code_content_type = "ZIPFILE"

      code_content {
        s3_content_location {
          bucket_arn = var.artifacts_bucket_arn
          file_key   = var.jar_key
        }
      }
    }

    application_snapshot_configuration {
      snapshots_enabled = true
    }

    environment_properties {
      dynamic "property_group" {
        for_each = var.settings

        content {
          property_group_id = property_group.key
          property_map      = property_group.value
        }
      }
    }

    flink_application_configuration {
      checkpoint_configuration {
        configuration_type            = var.checkpoint_interval_seconds == null ? "DEFAULT" : "CUSTOM"
        checkpointing_enabled         = var.checkpoint_interval_seconds == null ? null : true
        checkpoint_interval           = var.checkpoint_interval_seconds == null ? null : var.checkpoint_interval_seconds * 1000
        min_pause_between_checkpoints = var.checkpoint_interval_seconds == null ? null : 500
      }

      monitoring_configuration {
        configuration_type = "CUSTOM"
        log_level          = var.log_level
        metrics_level      = var.metrics_level
      }

      # One reader reads the cuts, so more machines would not make it faster when it has much to do: no autoscaling.
      parallelism_configuration {
        configuration_type   = "CUSTOM"
        auto_scaling_enabled = false
        parallelism          = var.parallelism
        parallelism_per_kpu  = var.parallelism_per_kpu
      }
    }

    dynamic "vpc_configuration" {
      for_each = var.network == null ? [] : [var.network]

      content {
        subnet_ids         = vpc_configuration.value.subnet_ids
        security_group_ids = vpc_configuration.value.security_group_ids
      }
    }
  }

  cloudwatch_logging_options {
    log_stream_arn = aws_cloudwatch_log_stream.this.arn
  }

  lifecycle {
    # Which jar runs, from which snapshot, and whether it runs at all is decided by a deployment.
    ignore_changes = [
      start_application,
      application_configuration[0].application_code_configuration,
      application_configuration[0].run_configuration,
    ]

    precondition {
      condition     = length(local.unknown_settings) == 0
      error_message = "Cannot set ${join(", ", local.unknown_settings)}, expected settings that docs/settings.md has."
    }
  }

  # The service checks what the role may do when the application is made.
  depends_on = [aws_iam_role_policy.job]
}
