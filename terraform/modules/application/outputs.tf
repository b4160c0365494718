output "name" {
  description = "Name of the application."
  value       = aws_kinesisanalyticsv2_application.this.name
}

output "arn" {
  description = "ARN of the application."
  value       = local.application_arn
}

output "log_group_name" {
  description = "The log group of the job."
  value       = aws_cloudwatch_log_group.this.name
}

output "policies" {
  description = "Every policy of this module, for tests."
  value       = local.policies
}
