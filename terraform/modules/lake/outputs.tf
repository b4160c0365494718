output "buckets" {
  description = "Name and ARN of each bucket: raw, processed, artifacts."
  value       = { for key, bucket in module.bucket : key => { name = bucket.name, arn = bucket.arn } }
}

output "policies" {
  description = "Every policy of this module, for tests."
  value       = { for key, bucket in module.bucket : key => bucket.policies.bucket }
}
