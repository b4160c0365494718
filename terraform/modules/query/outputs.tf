output "database" {
  description = "The database of Glue that has the tables."
  value       = aws_glue_catalog_database.this.name
}

output "workgroup" {
  description = "The workgroup to ask in."
  value       = aws_athena_workgroup.this.name
}

output "reader_policy_arn" {
  description = "The policy for those who ask."
  value       = aws_iam_policy.reader.arn
}

output "policies" {
  description = "Every policy of this module, for tests."
  value       = merge(local.policies, { results = module.results.policies.bucket })
}
