# The application, and what watches and starts it: all of it as soon as there is a jar.
locals {
  settings_of_the_stack = merge(
    {
      Source = merge(
        {
          for key, value in {
            url    = try(local.urls.totesys, null)
            secret = try("aws:${module.secrets.arns["totesys"]}", null)
          } : key => value if value != null
        },
        lookup(local.certificates, "totesys", {}),
      )
      Lake = {
        "raw.path"       = "s3a://${module.lake.buckets.raw.name}/${local.folder}"
        "processed.path" = "s3a://${module.lake.buckets.processed.name}/${local.folder}"
      }
      Pipeline = {
        name = var.name
      }
    },
    contains(keys(local.urls), "warehouse") ? {
      Warehouse = merge(
        {
          url    = local.urls.warehouse
          secret = "aws:${module.secrets.arns["warehouse"]}"
        },
        lookup(local.certificates, "warehouse", {}),
      )
    } : {},
    var.feed_stream_arn == null ? {} : {
      Feed = {
        stream = var.feed_stream_arn
      }
    },
  )

  settings = {
    for group in setunion(keys(local.settings_of_the_stack), keys(var.settings)) : group => merge(
      try(local.settings_of_the_stack[group], {}),
      try(var.settings[group], {}),
    )
  }
}

module "application" {
  source = "../modules/application"
  count  = local.has_job ? 1 : 0

  name                        = var.name
  account                     = local.account
  runtime                     = var.runtime
  artifacts_bucket_arn        = module.lake.buckets.artifacts.arn
  jar_key                     = var.jar_key
  lake_bucket_arns            = [module.lake.buckets.raw.arn, module.lake.buckets.processed.arn]
  secret_arns                 = concat(values(module.secrets.arns), values(var.certificate_secret_arns))
  feed_stream_arn             = var.feed_stream_arn
  settings                    = local.settings
  parallelism                 = var.parallelism
  checkpoint_interval_seconds = var.checkpoint_interval_seconds
  log_level                   = var.log_level
  metrics_level               = var.metrics_level

  network = var.network == null ? null : {
    vpc_id             = module.network[0].vpc_id
    subnet_ids         = module.network[0].private_subnet_ids
    security_group_ids = [module.network[0].job_security_group_id]
  }
}

module "monitoring" {
  source = "../modules/monitoring"
  count  = local.has_job ? 1 : 0

  name                        = var.name
  account                     = local.account
  application_name            = module.application[0].name
  emails                      = var.alarm_emails
  always_runs                 = var.schedule == null
  checkpoint_interval_seconds = coalesce(var.checkpoint_interval_seconds, 60)
  stale_after_seconds         = var.stale_after_seconds
  cut_stale_after_seconds     = var.cut_stale_after_seconds
  audit_stale_after_seconds   = var.audit_stale_after_seconds
}

module "schedule" {
  source = "../modules/schedule"
  count  = local.has_job && var.schedule != null ? 1 : 0

  name             = var.name
  account          = local.account
  application_name = module.application[0].name
  start            = var.schedule.start
  stop             = var.schedule.stop
  timezone         = var.schedule.timezone
}
