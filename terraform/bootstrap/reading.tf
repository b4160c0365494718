# What planning looks at: how things are set up, and nothing that is in them.
locals {
  reading = [
    {
      Sid    = "LookAtBuckets"
      Effect = "Allow"
      Action = [
        "s3:ListBucket", "s3:GetBucket*", "s3:GetEncryptionConfiguration", "s3:GetLifecycleConfiguration",
        "s3:GetAccelerateConfiguration", "s3:GetReplicationConfiguration",
      ]
      Resource = local.arns.buckets
    },
    {
      Sid      = "LookAtSecrets"
      Effect   = "Allow"
      Action   = ["secretsmanager:DescribeSecret", "secretsmanager:GetResourcePolicy"]
      Resource = local.arns.secrets
    },
    {
      Sid    = "LookAtTheApplication"
      Effect = "Allow"
      Action = [
        "kinesisanalytics:DescribeApplication", "kinesisanalytics:ListApplicationSnapshots",
        "kinesisanalytics:ListTagsForResource",
      ]
      Resource = local.arns.application
    },
    {
      Sid    = "LookAtRoles"
      Effect = "Allow"
      Action = [
        "iam:GetRole", "iam:GetRolePolicy", "iam:ListRolePolicies", "iam:ListAttachedRolePolicies",
        "iam:ListInstanceProfilesForRole",
      ]
      Resource = local.arns.roles
    },
    {
      Sid      = "LookAtPolicies"
      Effect   = "Allow"
      Action   = ["iam:GetPolicy", "iam:GetPolicyVersion", "iam:ListPolicyVersions"]
      Resource = local.arns.role_policies
    },
    {
      Sid      = "LookAtLogs"
      Effect   = "Allow"
      Action   = ["logs:DescribeLogStreams", "logs:ListTagsForResource"]
      Resource = local.arns.logs
    },
    {
      Sid      = "LookAtAlarms"
      Effect   = "Allow"
      Action   = ["cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource"]
      Resource = local.arns.alarms
    },
    {
      Sid      = "LookAtTheDashboard"
      Effect   = "Allow"
      Action   = "cloudwatch:GetDashboard"
      Resource = local.arns.dashboard
    },
    {
      Sid      = "LookAtTheTopic"
      Effect   = "Allow"
      Action   = ["sns:GetTopicAttributes", "sns:GetSubscriptionAttributes", "sns:ListSubscriptionsByTopic", "sns:ListTagsForResource"]
      Resource = local.arns.topic
    },
    {
      Sid      = "LookAtTables"
      Effect   = "Allow"
      Action   = ["glue:GetDatabase", "glue:GetTable", "glue:GetTags", "glue:GetPartitionIndexes"]
      Resource = local.arns.tables
    },
    {
      Sid      = "LookAtTheWorkgroup"
      Effect   = "Allow"
      Action   = ["athena:GetWorkGroup", "athena:GetNamedQuery", "athena:ListTagsForResource"]
      Resource = local.arns.workgroup
    },
    {
      Sid      = "LookAtDatabases"
      Effect   = "Allow"
      Action   = ["rds:Describe*", "rds:ListTagsForResource"]
      Resource = local.arns.databases
    },
    {
      Sid      = "LookAtTheBudget"
      Effect   = "Allow"
      Action   = ["budgets:ViewBudget", "budgets:ListTagsForResource"]
      Resource = local.arns.budget
    },
    {
      Sid      = "LookAtSchedules"
      Effect   = "Allow"
      Action   = ["scheduler:GetSchedule", "scheduler:GetScheduleGroup", "scheduler:ListTagsForResource"]
      Resource = local.arns.schedules
    },
    {
      Sid      = "LookAtTheQueue"
      Effect   = "Allow"
      Action   = ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ListQueueTags"]
      Resource = local.arns.queue
    },
    {
      # These know no resource that a look could be narrowed to.
      Sid      = "LookAround"
      Effect   = "Allow"
      Action   = ["ec2:Describe*", "logs:DescribeLogGroups"]
      Resource = "*"
    },
  ]
}
