output "topic_arn" {
  description = "Where alarms go: subscribe whatever else should hear of them."
  value       = aws_sns_topic.alarms.arn
}

output "alarm_names" {
  description = "The names of all alarms."
  value       = sort([for alarm in aws_cloudwatch_metric_alarm.this : alarm.alarm_name])
}

output "thresholds" {
  description = "What each alarm compares with."
  value       = { for name, alarm in aws_cloudwatch_metric_alarm.this : name => alarm.threshold }
}

output "policies" {
  description = "Every policy of this module, for tests."
  value       = local.policies
}
