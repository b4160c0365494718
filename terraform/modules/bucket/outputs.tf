output "name" {
  description = "Name of the bucket, once it is there and closed to the public."
  value       = aws_s3_bucket_public_access_block.this.bucket
}

output "arn" {
  description = "ARN of the bucket."
  value       = local.arn
}

output "policies" {
  description = "Every policy of this module, for tests."
  value       = local.policies
}
