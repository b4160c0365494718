locals {
  account_prefix  = "${var.account.region}:${var.account.id}"
  application_arn = "arn:${var.account.partition}:kinesisanalytics:${local.account_prefix}:application/${var.name}"
  log_group_arn   = "arn:${var.account.partition}:logs:${local.account_prefix}:log-group:/aws/kinesis-analytics/${var.name}"
  ec2_arn         = "arn:${var.account.partition}:ec2:${local.account_prefix}"

  reading_the_jar = [{
    Sid      = "ReadTheJar"
    Effect   = "Allow"
    Action   = ["s3:GetObject", "s3:GetObjectVersion"]
    Resource = "${var.artifacts_bucket_arn}/totes/*"
  }]

  # Files are written once: what the job may delete are the parts of unfinished uploads, which Flink keeps as objects of
  # their own, and the empty objects that stand for folders. IAM cannot forbid to overwrite; the buckets keep versions.
  writing_the_lake = [
    {
      Sid      = "LookIntoTheLake"
      Effect   = "Allow"
      Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
      Resource = sort(var.lake_bucket_arns)
    },
    {
      Sid      = "WriteTheLake"
      Effect   = "Allow"
      Action   = ["s3:PutObject", "s3:GetObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"]
      Resource = [for arn in sort(var.lake_bucket_arns) : "${arn}/*"]
    },
    {
      Sid      = "TidyUpUnfinishedUploads"
      Effect   = "Allow"
      Action   = "s3:DeleteObject"
      Resource = flatten([for arn in sort(var.lake_bucket_arns) : ["${arn}/*_tmp_*", "${arn}/*/"]])
    },
  ]

  reading_secrets = length(var.secret_arns) == 0 ? [] : [{
    Sid      = "ReadSecrets"
    Effect   = "Allow"
    Action   = "secretsmanager:GetSecretValue"
    Resource = sort(var.secret_arns)
  }]

  logging = [
    {
      Sid      = "FindTheLogGroup"
      Effect   = "Allow"
      Action   = "logs:DescribeLogGroups"
      Resource = "arn:${var.account.partition}:logs:${local.account_prefix}:log-group:*"
    },
    {
      Sid      = "FindTheLogStream"
      Effect   = "Allow"
      Action   = "logs:DescribeLogStreams"
      Resource = "${local.log_group_arn}:*"
    },
    {
      Sid      = "WriteTheLog"
      Effect   = "Allow"
      Action   = "logs:PutLogEvents"
      Resource = "${local.log_group_arn}:log-stream:${aws_cloudwatch_log_stream.this.name}"
    },
  ]

  feeding = [for arn in var.feed_stream_arn == null ? [] : [var.feed_stream_arn] : {
    Sid      = "FeedTheStream"
    Effect   = "Allow"
    Action   = ["kinesis:DescribeStreamSummary", "kinesis:PutRecords"]
    Resource = arn
  }]

  subnet_arns         = [for id in try(var.network.subnet_ids, []) : "${local.ec2_arn}:subnet/${id}"]
  security_group_arns = [for id in try(var.network.security_group_ids, []) : "${local.ec2_arn}:security-group/${id}"]

  connecting = [for statement in [
    {
      # EC2 knows no resource that a look could be narrowed to.
      Sid    = "LookAtTheNetwork"
      Effect = "Allow"
      Action = [
        "ec2:DescribeVpcs", "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups", "ec2:DescribeDhcpOptions",
        "ec2:DescribeNetworkInterfaces",
      ]
      Resource = "*"
    },
    {
      Sid    = "ConnectToTheNetwork"
      Effect = "Allow"
      Action = ["ec2:CreateNetworkInterface"]
      Resource = concat(
        ["${local.ec2_arn}:network-interface/*"],
        local.subnet_arns,
        local.security_group_arns,
      )
    },
    {
      Sid      = "OwnItsInterfaces"
      Effect   = "Allow"
      Action   = ["ec2:CreateNetworkInterfacePermission", "ec2:DeleteNetworkInterface"]
      Resource = "${local.ec2_arn}:network-interface/*"
    },
  ] : statement if var.network != null]

  policies = {
    trust = {
      Version = "2012-10-17"
      Statement = [{
        Sid       = "ManagedFlink"
        Effect    = "Allow"
        Principal = { Service = "kinesisanalytics.amazonaws.com" }
        Action    = "sts:AssumeRole"
        Condition = {
          StringEquals = { "aws:SourceAccount" = var.account.id }
          ArnEquals    = { "aws:SourceArn" = local.application_arn }
        }
      }]
    }
    job = {
      Version = "2012-10-17"
      Statement = concat(
        local.reading_the_jar,
        local.writing_the_lake,
        local.reading_secrets,
        local.logging,
        local.feeding,
        local.connecting,
      )
    }
  }
}

resource "aws_iam_role" "job" {
  name               = "${var.name}-job"
  assume_role_policy = jsonencode(local.policies.trust)
}

resource "aws_iam_role_policy" "job" {
  name   = "job"
  role   = aws_iam_role.job.id
  policy = jsonencode(local.policies.job)
}
