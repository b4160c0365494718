# What the roles may do, as narrow as each service lets it be. A role that makes roles can make one that may more than
# itself: the environment that may take the apply role has to be protected.
locals {
  at   = "${var.region}:${local.account_id}"
  arn  = "arn:${local.partition}"
  snug = replace(var.name, "-", "_")

  arns = {
    buckets       = ["${local.arn}:s3:::${local.bucket_prefix}-raw", "${local.arn}:s3:::${local.bucket_prefix}-processed", "${local.arn}:s3:::${local.bucket_prefix}-artifacts", "${local.arn}:s3:::${local.bucket_prefix}-athena"]
    roles         = ["${local.arn}:iam::${local.account_id}:role/${var.name}-*"]
    role_policies = ["${local.arn}:iam::${local.account_id}:policy/${var.name}-*"]
    secrets       = ["${local.arn}:secretsmanager:${local.at}:secret:${var.name}/*"]
    application   = ["${local.arn}:kinesisanalytics:${local.at}:application/${var.name}"]
    logs          = ["${local.arn}:logs:${local.at}:log-group:/aws/kinesis-analytics/${var.name}", "${local.arn}:logs:${local.at}:log-group:/aws/kinesis-analytics/${var.name}:*"]
    alarms        = ["${local.arn}:cloudwatch:${local.at}:alarm:${var.name}-*"]
    dashboard     = ["${local.arn}:cloudwatch::${local.account_id}:dashboard/${var.name}"]
    topic         = ["${local.arn}:sns:${local.at}:${var.name}-alarms", "${local.arn}:sns:${local.at}:${var.name}-alarms:*"]
    tables        = ["${local.arn}:glue:${local.at}:catalog", "${local.arn}:glue:${local.at}:database/${local.snug}", "${local.arn}:glue:${local.at}:table/${local.snug}/*"]
    workgroup     = ["${local.arn}:athena:${local.at}:workgroup/${var.name}"]
    databases     = [for kind in ["db", "subgrp", "pg"] : "${local.arn}:rds:${local.at}:${kind}:${var.name}-*"]
    budget        = ["${local.arn}:budgets::${local.account_id}:budget/${var.name}-*"]
    schedules     = ["${local.arn}:scheduler:${local.at}:schedule/${var.name}/*", "${local.arn}:scheduler:${local.at}:schedule-group/${var.name}"]
    queue         = ["${local.arn}:sqs:${local.at}:${var.name}-failed-schedules"]
    network       = ["${local.arn}:ec2:${local.at}:*"]
  }

  grants = {
    state-reading = [
      {
        Sid      = "FindTheState"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = module.state.arn
      },
      {
        Sid      = "ReadTheState"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = "${module.state.arn}/${var.name}/*"
      },
    ]

    state-writing = [
      {
        Sid      = "KeepTheState"
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = "${module.state.arn}/${var.name}/*"
      },
      {
        Sid      = "UnlockTheState"
        Effect   = "Allow"
        Action   = "s3:DeleteObject"
        Resource = "${module.state.arn}/${var.name}/*.tflock"
      },
    ]

    reading = concat(local.reading, var.plan_reads_secrets ? [{
      Sid      = "ReadSecrets"
      Effect   = "Allow"
      Action   = "secretsmanager:GetSecretValue"
      Resource = local.arns.secrets
    }] : [])

    deploying = [
      {
        Sid      = "FindJars"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = "${local.arn}:s3:::${local.bucket_prefix}-artifacts"
      },
      {
        Sid      = "BringJars"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"]
        Resource = "${local.arn}:s3:::${local.bucket_prefix}-artifacts/totes/*"
      },
      {
        Sid    = "Deploy"
        Effect = "Allow"
        Action = [
          "kinesisanalytics:DescribeApplication", "kinesisanalytics:UpdateApplication",
          "kinesisanalytics:StartApplication", "kinesisanalytics:StopApplication",
          "kinesisanalytics:RollbackApplication", "kinesisanalytics:CreateApplicationSnapshot",
          "kinesisanalytics:DescribeApplicationSnapshot", "kinesisanalytics:ListApplicationSnapshots",
          "kinesisanalytics:ListApplicationOperations", "kinesisanalytics:DescribeApplicationOperation",
          "kinesisanalytics:DescribeApplicationVersion", "kinesisanalytics:ListApplicationVersions",
          "kinesisanalytics:UpdateApplicationMaintenanceConfiguration",
        ]
        Resource = local.arns.application
      },
      {
        # CloudWatch knows no resource that a look at metrics could be narrowed to.
        Sid      = "LookAtCheckpoints"
        Effect   = "Allow"
        Action   = ["cloudwatch:GetMetricData", "cloudwatch:GetMetricStatistics"]
        Resource = "*"
      },
    ]

    storing = [
      {
        Sid    = "MakeBuckets"
        Effect = "Allow"
        Action = [
          "s3:CreateBucket", "s3:DeleteBucket", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy",
          "s3:PutBucketVersioning", "s3:PutEncryptionConfiguration", "s3:PutBucketPublicAccessBlock",
          "s3:PutBucketOwnershipControls", "s3:PutLifecycleConfiguration", "s3:PutBucketTagging",
        ]
        Resource = local.arns.buckets
      },
      {
        Sid    = "MakeSecrets"
        Effect = "Allow"
        Action = [
          "secretsmanager:CreateSecret", "secretsmanager:UpdateSecret", "secretsmanager:DeleteSecret",
          "secretsmanager:RestoreSecret", "secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage",
          "secretsmanager:TagResource", "secretsmanager:UntagResource",
        ]
        Resource = local.arns.secrets
      },
      {
        Sid    = "MakeTables"
        Effect = "Allow"
        Action = [
          "glue:CreateDatabase", "glue:UpdateDatabase", "glue:DeleteDatabase", "glue:CreateTable", "glue:UpdateTable",
          "glue:DeleteTable", "glue:TagResource", "glue:UntagResource",
        ]
        Resource = local.arns.tables
      },
      {
        Sid    = "MakeTheWorkgroup"
        Effect = "Allow"
        Action = [
          "athena:CreateWorkGroup", "athena:UpdateWorkGroup", "athena:DeleteWorkGroup", "athena:CreateNamedQuery",
          "athena:DeleteNamedQuery", "athena:TagResource", "athena:UntagResource",
        ]
        Resource = local.arns.workgroup
      },
      {
        Sid    = "MakeDatabases"
        Effect = "Allow"
        Action = [
          "rds:CreateDBInstance", "rds:ModifyDBInstance", "rds:DeleteDBInstance", "rds:RebootDBInstance",
          "rds:CreateDBSubnetGroup", "rds:ModifyDBSubnetGroup", "rds:DeleteDBSubnetGroup",
          "rds:CreateDBParameterGroup", "rds:ModifyDBParameterGroup", "rds:DeleteDBParameterGroup",
          "rds:AddTagsToResource", "rds:RemoveTagsFromResource", "rds:CreateDBSnapshot",
        ]
        Resource = concat(local.arns.databases, ["${local.arn}:rds:${local.at}:snapshot:${var.name}-*"])
      },
      {
        # Whoever makes a database or changes it chooses its group of options, too: the one that RDS has by default.
        Sid      = "TakeDefaultOptions"
        Effect   = "Allow"
        Action   = ["rds:CreateDBInstance", "rds:ModifyDBInstance"]
        Resource = "${local.arn}:rds:${local.at}:og:default:postgres-*"
      },
      {
        # RDS makes the secret of a database's owner with the rights of whoever makes the database:
        # https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html#rds-secrets-manager-permissions
        Sid      = "LetRdsKeepThePassword"
        Effect   = "Allow"
        Action   = ["secretsmanager:CreateSecret", "secretsmanager:TagResource"]
        Resource = "${local.arn}:secretsmanager:${local.at}:secret:rds!db-*"
      },
      {
        # The keys of AWS that encrypt the disk and the secret: AWS chooses their ids.
        Sid      = "LookAtKeys"
        Effect   = "Allow"
        Action   = "kms:DescribeKey"
        Resource = "${local.arn}:kms:${local.at}:key/*"
      },
    ]

    running = [
      {
        # The service knows no resource before there is an application.
        Sid       = "MakeTheApplication"
        Effect    = "Allow"
        Action    = "kinesisanalytics:CreateApplication"
        Resource  = "*"
        Condition = { StringEquals = { "aws:RequestedRegion" = var.region } }
      },
      {
        Sid    = "ChangeTheApplication"
        Effect = "Allow"
        Action = [
          "kinesisanalytics:UpdateApplication", "kinesisanalytics:DeleteApplication",
          "kinesisanalytics:StartApplication", "kinesisanalytics:StopApplication",
          "kinesisanalytics:CreateApplicationSnapshot", "kinesisanalytics:DeleteApplicationSnapshot",
          "kinesisanalytics:AddApplicationCloudWatchLoggingOption",
          "kinesisanalytics:DeleteApplicationCloudWatchLoggingOption",
          "kinesisanalytics:AddApplicationVpcConfiguration", "kinesisanalytics:DeleteApplicationVpcConfiguration",
          "kinesisanalytics:TagResource", "kinesisanalytics:UntagResource",
        ]
        Resource = local.arns.application
      },
      {
        Sid    = "MakeRoles"
        Effect = "Allow"
        Action = [
          "iam:CreateRole", "iam:UpdateRole", "iam:DeleteRole", "iam:UpdateAssumeRolePolicy", "iam:PutRolePolicy",
          "iam:DeleteRolePolicy", "iam:TagRole", "iam:UntagRole",
        ]
        Resource = local.arns.roles
      },
      {
        Sid       = "GiveRoles"
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = local.arns.roles
        Condition = { StringEquals = { "iam:PassedToService" = ["kinesisanalytics.amazonaws.com", "scheduler.amazonaws.com"] } }
      },
      {
        Sid    = "MakePolicies"
        Effect = "Allow"
        Action = [
          "iam:CreatePolicy", "iam:DeletePolicy", "iam:CreatePolicyVersion", "iam:DeletePolicyVersion",
          "iam:TagPolicy", "iam:UntagPolicy",
        ]
        Resource = local.arns.role_policies
      },
      {
        Sid    = "MakeLogs"
        Effect = "Allow"
        Action = [
          "logs:CreateLogGroup", "logs:DeleteLogGroup", "logs:CreateLogStream", "logs:DeleteLogStream",
          "logs:PutRetentionPolicy", "logs:DeleteRetentionPolicy", "logs:TagResource", "logs:UntagResource",
        ]
        Resource = local.arns.logs
      },
      {
        Sid    = "MakeSchedules"
        Effect = "Allow"
        Action = [
          "scheduler:CreateSchedule", "scheduler:UpdateSchedule", "scheduler:DeleteSchedule",
          "scheduler:CreateScheduleGroup", "scheduler:DeleteScheduleGroup", "scheduler:TagResource",
          "scheduler:UntagResource",
        ]
        Resource = local.arns.schedules
      },
      {
        Sid      = "MakeTheQueue"
        Effect   = "Allow"
        Action   = ["sqs:CreateQueue", "sqs:DeleteQueue", "sqs:SetQueueAttributes", "sqs:TagQueue", "sqs:UntagQueue"]
        Resource = local.arns.queue
      },
    ]

    watching = [
      {
        Sid    = "MakeAlarms"
        Effect = "Allow"
        Action = [
          "cloudwatch:PutMetricAlarm", "cloudwatch:PutCompositeAlarm", "cloudwatch:DeleteAlarms",
          "cloudwatch:TagResource", "cloudwatch:UntagResource",
        ]
        Resource = local.arns.alarms
      },
      {
        Sid      = "MakeTheDashboard"
        Effect   = "Allow"
        Action   = ["cloudwatch:PutDashboard", "cloudwatch:DeleteDashboards"]
        Resource = local.arns.dashboard
      },
      {
        Sid    = "MakeTheTopic"
        Effect = "Allow"
        Action = [
          "sns:CreateTopic", "sns:DeleteTopic", "sns:SetTopicAttributes", "sns:Subscribe", "sns:Unsubscribe",
          "sns:SetSubscriptionAttributes", "sns:TagResource", "sns:UntagResource",
        ]
        Resource = local.arns.topic
      },
      {
        Sid      = "MakeTheBudget"
        Effect   = "Allow"
        Action   = ["budgets:ModifyBudget", "budgets:TagResource", "budgets:UntagResource"]
        Resource = local.arns.budget
      },
    ]

    connecting = [
      {
        Sid    = "MakeTheNetwork"
        Effect = "Allow"
        Action = [
          "ec2:CreateVpc", "ec2:DeleteVpc", "ec2:ModifyVpcAttribute", "ec2:CreateSubnet", "ec2:DeleteSubnet",
          "ec2:ModifySubnetAttribute", "ec2:CreateRouteTable", "ec2:DeleteRouteTable", "ec2:AssociateRouteTable",
          "ec2:DisassociateRouteTable", "ec2:CreateRoute", "ec2:ReplaceRoute", "ec2:DeleteRoute",
          "ec2:CreateInternetGateway", "ec2:DeleteInternetGateway", "ec2:AttachInternetGateway",
          "ec2:DetachInternetGateway", "ec2:CreateNatGateway", "ec2:DeleteNatGateway", "ec2:AllocateAddress",
          "ec2:ReleaseAddress", "ec2:DisassociateAddress", "ec2:CreateVpcEndpoint", "ec2:ModifyVpcEndpoint",
          "ec2:DeleteVpcEndpoints", "ec2:CreateSecurityGroup", "ec2:DeleteSecurityGroup",
          "ec2:AuthorizeSecurityGroupIngress", "ec2:AuthorizeSecurityGroupEgress",
          "ec2:RevokeSecurityGroupIngress", "ec2:RevokeSecurityGroupEgress", "ec2:ModifySecurityGroupRules",
          "ec2:CreateTags", "ec2:DeleteTags",
        ]
        Resource = local.arns.network
      },
      {
        Sid       = "LetRdsHaveItsRole"
        Effect    = "Allow"
        Action    = "iam:CreateServiceLinkedRole"
        Resource  = "${local.arn}:iam::${local.account_id}:role/aws-service-role/rds.amazonaws.com/*"
        Condition = { StringEquals = { "iam:AWSServiceName" = "rds.amazonaws.com" } }
      },
    ]
  }
}
