locals {
  questions = "${path.module}/../../../sql/questions/lake"
}

module "results" {
  source = "../bucket"

  name            = var.results_bucket
  partition       = var.account.partition
  noncurrent_days = 1
  expire_days     = var.results_days
}

resource "aws_athena_workgroup" "this" {
  name          = var.name
  description   = "Questions to the lake"
  force_destroy = true

  configuration {
    enforce_workgroup_configuration    = true
    publish_cloudwatch_metrics_enabled = true
    bytes_scanned_cutoff_per_query     = var.scanned_bytes_limit

    engine_version {
      selected_engine_version = "Athena engine version 3"
    }

    result_configuration {
      output_location       = "s3://${module.results.name}/"
      expected_bucket_owner = var.account.id

      encryption_configuration {
        encryption_option = "SSE_S3"
      }
    }
  }
}

resource "aws_athena_named_query" "question" {
  for_each = fileset(local.questions, "*.sql")

  name        = trimsuffix(each.key, ".sql")
  description = trimprefix(split("\n", file("${local.questions}/${each.key}"))[0], "-- ")
  workgroup   = aws_athena_workgroup.this.id
  database    = aws_glue_catalog_database.this.name
  query       = file("${local.questions}/${each.key}")
}
