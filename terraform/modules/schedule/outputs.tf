output "failed_queue_name" {
  description = "Where a start or stop lies that could not be made."
  value       = aws_sqs_queue.failed.name
}

output "policies" {
  description = "Every policy of this module, for tests."
  value       = local.policies
}
