mock_provider "aws" {
  source = "../tests/mocks"
}

variables {
  region       = "eu-west-2"
  alarm_emails = ["data-team@example.org"]
  totesys_url  = "jdbc:postgresql://totesys.example.org:5432/totesys"
  credentials  = {}
  # The provider knows runtimes up to this one by name; ours is a newer one, and a variable.
  runtime = "FLINK-1_20"
}

run "without_a_jar_there_is_no_application_yet" {
  assert {
    condition     = output.application_name == null && output.alarm_topic_arn == null && output.artifacts_bucket == "totes-123456789012-artifacts"
    error_message = "There is where the jar goes."
  }

  assert {
    condition     = keys(output.secret_arns) == ["totesys"]
    error_message = "There is a secret to be filled."
  }
}

run "with_a_jar_there_is_all_of_it" {
  variables {
    jar_key       = "totes/0f1e2d3c/totes-flink-job-uber.jar"
    warehouse_url = "jdbc:postgresql://warehouse.example.org:5432/warehouse"
    settings      = { Source = { "poll.interval" = "PT30S" }, Pipeline = { "audit.interval" = "PT2H" } }
  }

  assert {
    condition = local.settings == {
      Source    = { url = "jdbc:postgresql://totesys.example.org:5432/totesys", secret = "aws:arn:aws:secretsmanager:eu-west-2:123456789012:secret:mock-AbCdEf", "poll.interval" = "PT30S" }
      Lake      = { "raw.path" = "s3a://totes-123456789012-raw/totesys", "processed.path" = "s3a://totes-123456789012-processed/totesys" }
      Warehouse = { url = "jdbc:postgresql://warehouse.example.org:5432/warehouse", secret = "aws:arn:aws:secretsmanager:eu-west-2:123456789012:secret:mock-AbCdEf" }
      Pipeline  = { name = "totes", "audit.interval" = "PT2H" }
    }
    error_message = "The job is told of the lake, the databases and their secrets, and of what was said besides."
  }

  assert {
    condition     = output.application_name == "totes" && output.log_group_name == "/aws/kinesis-analytics/totes"
    error_message = "The application has the name of the stack."
  }

  assert {
    condition     = contains(keys(output.policies), "application") && contains(keys(output.policies), "monitoring") && !contains(keys(output.policies), "schedule")
    error_message = "It is watched, and runs all the time."
  }
}

run "databases_of_its_own_are_in_the_network" {
  variables {
    jar_key     = "totes/0f1e2d3c/totes-flink-job-uber.jar"
    totesys_url = null
    network     = { availability_zones = ["eu-west-2a", "eu-west-2b"] }
    databases   = { totesys = {}, warehouse = { instance_class = "db.t4g.medium" } }
  }

  assert {
    condition     = local.settings.Source.url == "jdbc:postgresql://mock.eu-west-2.rds.amazonaws.com:5432/totesys?sslmode=require" && local.settings.Warehouse.url == "jdbc:postgresql://mock.eu-west-2.rds.amazonaws.com:5432/warehouse?sslmode=require"
    error_message = "The job connects to them, by TLS."
  }

  assert {
    condition     = keys(output.database_owner_secret_arns) == ["totesys", "warehouse"]
    error_message = "Their owners' passwords are in secrets of RDS."
  }
}

run "certificates_are_checked_against_those_of_a_secret" {
  variables {
    jar_key     = "totes/0f1e2d3c/totes-flink-job-uber.jar"
    totesys_url = "jdbc:postgresql://totesys.example.org:5432/totesys?sslmode=verify-full"
    network     = { availability_zones = ["eu-west-2a", "eu-west-2b"] }
    databases   = { warehouse = {} }
    certificate_secret_arns = {
      totesys   = "arn:aws:secretsmanager:eu-west-2:123456789012:secret:totes/authorities-GhIjKl"
      warehouse = "arn:aws:secretsmanager:eu-west-2:123456789012:secret:totes/rds-authorities-MnOpQr"
    }
  }

  assert {
    condition = { for group in ["Source", "Warehouse"] : group => "${local.settings[group].url} ${local.settings[group]["tls.root-certificates"]}" } == {
      Source    = "jdbc:postgresql://totesys.example.org:5432/totesys?sslmode=verify-full aws:arn:aws:secretsmanager:eu-west-2:123456789012:secret:totes/authorities-GhIjKl"
      Warehouse = "jdbc:postgresql://mock.eu-west-2.rds.amazonaws.com:5432/warehouse aws:arn:aws:secretsmanager:eu-west-2:123456789012:secret:totes/rds-authorities-MnOpQr"
    }
    error_message = "The job is told whom to trust, and no URL asks for less."
  }

  assert {
    condition = toset(flatten([
      for statement in output.policies.application.job.Statement : statement.Resource if contains(flatten([statement.Action]), "secretsmanager:GetSecretValue")
      ])) == toset([
      "arn:aws:secretsmanager:eu-west-2:123456789012:secret:mock-AbCdEf",
      "arn:aws:secretsmanager:eu-west-2:123456789012:secret:totes/authorities-GhIjKl",
      "arn:aws:secretsmanager:eu-west-2:123456789012:secret:totes/rds-authorities-MnOpQr",
    ])
    error_message = "It may read the certificates."
  }
}

run "authorities_of_the_jvm_are_a_setting" {
  variables {
    totesys_url = null
    network     = { availability_zones = ["eu-west-2a", "eu-west-2b"] }
    databases   = { totesys = {} }
    settings    = { Source = { "tls.root-certificates" = "system" } }
  }

  assert {
    condition     = local.settings.Source["tls.root-certificates"] == "system" && !strcontains(local.settings.Source.url, "sslmode")
    error_message = "With them, too, no URL asks for less."
  }
}

run "a_url_that_believes_any_certificate_is_refused_beside_them" {
  command = plan

  variables {
    totesys_url             = "jdbc:postgresql://totesys.example.org:5432/totesys?sslmode=require"
    certificate_secret_arns = { totesys = "arn:aws:secretsmanager:eu-west-2:123456789012:secret:totes/authorities-GhIjKl" }
  }

  expect_failures = [var.certificate_secret_arns]
}

run "a_secret_that_the_job_may_not_read_is_refused" {
  command = plan

  variables {
    settings = { Source = { "tls.root-certificates" = "aws:totes/authorities" } }
  }

  expect_failures = [var.settings]
}

run "a_schedule_starts_and_stops_it" {
  variables {
    jar_key  = "totes/0f1e2d3c/totes-flink-job-uber.jar"
    schedule = { start = "cron(0 6 ? * MON-FRI *)", stop = "cron(20 6 ? * MON-FRI *)" }
  }

  assert {
    condition     = contains(keys(output.policies), "schedule")
    error_message = "There is a scheduler."
  }

  assert {
    condition     = !contains(module.monitoring[0].alarm_names, "totes-not-running")
    error_message = "That it stands still is no alarm."
  }
}

run "alarms_ring_when_the_stack_says" {
  variables {
    jar_key                   = "totes/0f1e2d3c/totes-flink-job-uber.jar"
    settings                  = { Source = { "poll.interval" = "PT10M" }, Pipeline = { "audit.interval" = "PT6H" } }
    stale_after_seconds       = 1500
    cut_stale_after_seconds   = 1200
    audit_stale_after_seconds = 64800
  }

  assert {
    condition     = { for name in ["warehouse-stale", "cuts-stale", "audit-stale"] : name => tostring(module.monitoring[0].thresholds[name]) } == { warehouse-stale = "1500", cuts-stale = "1200", audit-stale = "64800" }
    error_message = "With other intervals, other ages are normal."
  }
}

run "databases_without_a_network_are_refused" {
  command = plan

  variables {
    databases = { warehouse = {} }
  }

  expect_failures = [var.databases]
}

run "alarms_for_nobody_are_refused" {
  command = plan

  variables {
    alarm_emails = []
  }

  expect_failures = [var.alarm_emails]
}
