locals {
  namespace  = "AWS/KinesisAnalytics"
  dimensions = { Application = var.application_name }
  alarm_arns = "arn:${var.account.partition}:cloudwatch:${var.account.region}:${var.account.id}:alarm:${var.name}-*"
  topic_arn  = "arn:${var.account.partition}:sns:${var.account.region}:${var.account.id}:${var.name}-alarms"

  policies = {
    topic = {
      Version = "2012-10-17"
      Statement = [{
        Sid       = "AlarmsOfThisAccount"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = "sns:Publish"
        Resource  = local.topic_arn
        Condition = {
          StringEquals = { "aws:SourceAccount" = var.account.id }
          ArnLike      = { "aws:SourceArn" = local.alarm_arns }
        }
      }]
    }
  }
}

# Not encrypted with a key of KMS: CloudWatch could not publish with the one that AWS keeps, and an alarm says nothing of
# what is in totesys.
resource "aws_sns_topic" "alarms" {
  name = "${var.name}-alarms"
}

resource "aws_sns_topic_policy" "alarms" {
  arn    = aws_sns_topic.alarms.arn
  policy = jsonencode(local.policies.topic)
}

resource "aws_sns_topic_subscription" "email" {
  for_each = var.emails

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = each.key
}
