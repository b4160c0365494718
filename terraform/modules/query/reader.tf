# What somebody needs who asks questions of the lake. Attach it to their role: nobody has it by itself.
locals {
  prefix      = "${var.account.region}:${var.account.id}"
  zone_arns   = { for zone, place in var.zones : zone => "arn:${var.account.partition}:s3:::${place.bucket}" }
  glue_arn    = "arn:${var.account.partition}:glue:${local.prefix}"
  results_arn = "arn:${var.account.partition}:s3:::${var.results_bucket}"

  policies = {
    reader = {
      Version = "2012-10-17"
      Statement = [
        {
          Sid    = "Ask"
          Effect = "Allow"
          Action = [
            "athena:StartQueryExecution", "athena:StopQueryExecution", "athena:GetQueryExecution",
            "athena:GetQueryResults", "athena:GetWorkGroup", "athena:ListNamedQueries", "athena:GetNamedQuery",
            "athena:ListQueryExecutions",
          ]
          Resource = "arn:${var.account.partition}:athena:${local.prefix}:workgroup/${var.name}"
        },
        {
          Sid    = "KnowTheTables"
          Effect = "Allow"
          Action = ["glue:GetDatabase", "glue:GetTable", "glue:GetTables", "glue:GetPartition", "glue:GetPartitions"]
          Resource = [
            "${local.glue_arn}:catalog",
            "${local.glue_arn}:database/${aws_glue_catalog_database.this.name}",
            "${local.glue_arn}:table/${aws_glue_catalog_database.this.name}/*",
          ]
        },
        {
          Sid      = "FindFiles"
          Effect   = "Allow"
          Action   = ["s3:GetBucketLocation", "s3:ListBucket"]
          Resource = concat(values(local.zone_arns), [local.results_arn])
        },
        {
          Sid      = "ReadFiles"
          Effect   = "Allow"
          Action   = "s3:GetObject"
          Resource = [for arn in values(local.zone_arns) : "${arn}/*"]
        },
        {
          Sid      = "KeepResults"
          Effect   = "Allow"
          Action   = ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"]
          Resource = "${local.results_arn}/*"
        },
      ]
    }
  }
}

resource "aws_iam_policy" "reader" {
  name        = "${var.name}-lake-reader"
  description = "Asking questions of the lake with Athena"
  policy      = jsonencode(local.policies.reader)
}
