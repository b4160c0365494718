locals {
  # Made by LakeTablesIT of the declarations that the Parquet files are written by. See terraform/README.md.
  tables = jsondecode(file("${path.module}/tables.json"))

  folders = {
    for name, table in local.tables :
    name => join("/", compact(["s3:/", var.zones[table.zone].bucket, var.zones[table.zone].folder, table.folder]))
  }

  projections = {
    for name, table in local.tables : name => merge(
      {
        "projection.enabled"                = "true"
        "projection.cut_date.type"          = "date"
        "projection.cut_date.format"        = "yyyy-MM-dd"
        "projection.cut_date.range"         = "${var.first_day},NOW+1DAYS"
        "projection.cut_date.interval"      = "1"
        "projection.cut_date.interval.unit" = "DAYS"
        "storage.location.template"         = "${local.folders[name]}${table.template}/cut_date=$${cut_date}"
      },
      length(table.source_tables) == 0 ? {} : {
        "projection.source_table.type"   = "enum"
        "projection.source_table.values" = join(",", table.source_tables)
      },
    )
  }
}

resource "aws_glue_catalog_database" "this" {
  name        = replace(var.name, "-", "_")
  description = "The lake: raw_ is a table of totesys with every change, dim_ and fact_ are the star with every version"
}

resource "aws_glue_catalog_table" "this" {
  for_each = local.tables

  name          = each.key
  database_name = aws_glue_catalog_database.this.name
  description   = each.value.comment
  table_type    = "EXTERNAL_TABLE"

  parameters = merge(local.projections[each.key], { EXTERNAL = "TRUE", classification = "parquet" })

  # Columns of the folders: that of the table in quarantine, if any, and the day.
  dynamic "partition_keys" {
    for_each = length(each.value.source_tables) == 0 ? [] : ["source_table"]

    content {
      name = partition_keys.value
      type = "string"
    }
  }

  partition_keys {
    name = "cut_date"
    type = "date"
  }

  storage_descriptor {
    location      = "${local.folders[each.key]}/"
    input_format  = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat"

    ser_de_info {
      serialization_library = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
      parameters            = { "serialization.format" = "1" }
    }

    dynamic "columns" {
      for_each = each.value.columns

      content {
        name    = columns.value.name
        type    = columns.value.type
        comment = try(columns.value.comment, null)
      }
    }
  }
}
