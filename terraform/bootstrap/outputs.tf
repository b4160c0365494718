output "state_bucket" {
  description = "The bucket of the stack's state, for `terraform init -backend-config=bucket=…`."
  value       = module.state.name
}

output "state_key" {
  description = "The key of it, for `-backend-config=key=…`: the roles may write nothing else."
  value       = "${var.name}/terraform.tfstate"
}

output "role_arns" {
  description = "The roles of the workflows: plan, apply, deploy."
  value       = { for name, role in aws_iam_role.github : name => role.arn }
}

output "policies" {
  description = "Every policy of this module, for tests."
  value       = merge(local.policies, { for role, trust in local.trusts : "trust-${role}" => trust }, { state-bucket = module.state.policies.bucket })
}
