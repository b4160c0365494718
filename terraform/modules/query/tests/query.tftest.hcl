mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name           = "totes-test"
  account        = { id = "123456789012", region = "eu-west-2", partition = "aws" }
  results_bucket = "totes-athena"
  zones = {
    raw       = { bucket = "totes-raw", folder = "totesys" }
    processed = { bucket = "totes-processed", folder = "totesys" }
  }
}

run "every_table_of_the_lake_is_there" {
  assert {
    condition     = length(aws_glue_catalog_table.this) == length(local.tables) && length(local.tables) == 24
    error_message = "Twelve of totesys with the closed cuts, eleven of the star, and the quarantine."
  }

  assert {
    condition     = length([for name, table in aws_glue_catalog_table.this : name if startswith(name, "raw_") != startswith(table.storage_descriptor[0].location, "s3://totes-raw/totesys/")]) == 0
    error_message = "Those called raw_ are in the raw zone, and no other."
  }

  assert {
    condition     = aws_glue_catalog_database.this.name == "totes_test"
    error_message = "The name of the database needs no quotes."
  }
}

run "a_table_finds_its_files_without_being_told_of_them" {
  command = plan

  assert {
    condition = aws_glue_catalog_table.this["raw_sales_order"].parameters == tomap({
      EXTERNAL                            = "TRUE"
      classification                      = "parquet"
      "projection.enabled"                = "true"
      "projection.cut_date.type"          = "date"
      "projection.cut_date.format"        = "yyyy-MM-dd"
      "projection.cut_date.range"         = "2024-01-01,NOW+1DAYS"
      "projection.cut_date.interval"      = "1"
      "projection.cut_date.interval.unit" = "DAYS"
      "storage.location.template"         = "s3://totes-raw/totesys/table=sales_order/cut_date=$${cut_date}"
    })
    error_message = "By its folders' names."
  }

  assert {
    condition     = aws_glue_catalog_table.this["raw_sales_order"].storage_descriptor[0].location == "s3://totes-raw/totesys/table=sales_order/"
    error_message = "All of them are in one folder."
  }

  assert {
    condition     = [for key in aws_glue_catalog_table.this["raw_sales_order"].partition_keys : "${key.name} ${key.type}"] == ["cut_date date"]
    error_message = "The day is a column."
  }
}

run "its_columns_are_those_of_the_files" {
  command = plan

  assert {
    condition     = contains([for column in aws_glue_catalog_table.this["raw_sales_order"].storage_descriptor[0].columns : "${column.name} ${column.type}"], "unit_price decimal(10,2)")
    error_message = "Money is a decimal."
  }

  assert {
    condition     = join(" ", [for column in aws_glue_catalog_table.this["raw_sales_order"].storage_descriptor[0].columns : column.name if startswith(column.name, "_")]) == "_op _version _cut _xid _unfit"
    error_message = "The zone's own columns are at the end."
  }
}

run "the_quarantine_has_a_folder_for_each_table" {
  command = plan

  assert {
    condition     = aws_glue_catalog_table.this["quarantine"].parameters["storage.location.template"] == "s3://totes-processed/totesys/quarantine/table=$${source_table}/cut_date=$${cut_date}"
    error_message = "And for each day in it."
  }

  assert {
    condition     = contains(split(",", aws_glue_catalog_table.this["quarantine"].parameters["projection.source_table.values"]), "sales_order")
    error_message = "Of the tables of totesys."
  }

  assert {
    condition     = [for key in aws_glue_catalog_table.this["quarantine"].partition_keys : key.name] == ["source_table", "cut_date"]
    error_message = "Both are columns."
  }
}

run "a_query_costs_no_more_than_was_said" {
  command = plan

  assert {
    condition     = aws_athena_workgroup.this.configuration[0].bytes_scanned_cutoff_per_query == 10737418240 && aws_athena_workgroup.this.configuration[0].enforce_workgroup_configuration
    error_message = "It ends after 10 GiB, whatever the client says."
  }

  assert {
    condition     = aws_athena_workgroup.this.configuration[0].result_configuration[0].encryption_configuration[0].encryption_option == "SSE_S3" && aws_athena_workgroup.this.configuration[0].result_configuration[0].output_location == "s3://totes-athena/"
    error_message = "Results are encrypted, in a bucket of their own."
  }
}

run "questions_are_saved" {
  command = plan

  assert {
    condition     = contains(keys(aws_athena_named_query.question), "staff-as-it-was.sql") && length(aws_athena_named_query.question) >= 6
    error_message = "Those of sql/questions/lake."
  }

  assert {
    condition     = alltrue([for question in aws_athena_named_query.question : strcontains(question.description, "?")])
    error_message = "Each says what it answers."
  }
}

run "its_policies_are_narrow" {
  command = plan

  module {
    source = "../../tests/least-privilege"
  }

  variables {
    policies = run.every_table_of_the_lake_is_there.policies
  }

  assert {
    condition     = output.count == 2
    error_message = "What readers may do, and the bucket of results."
  }
}

run "a_zone_that_is_not_there_is_refused" {
  command = plan

  variables {
    zones = { raw = { bucket = "totes-raw", folder = "totesys" } }
  }

  expect_failures = [var.zones]
}
