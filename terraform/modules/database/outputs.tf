output "url" {
  description = "The JDBC URL, without user and password."
  value       = "jdbc:postgresql://${aws_db_instance.this.address}:${aws_db_instance.this.port}/${var.database}"
}

output "identifier" {
  description = "Identifier of the instance."
  value       = local.identifier
}

output "owner_secret_arn" {
  description = "The secret, kept by RDS, of the user who owns everything: for making users and grants, not for the job."
  value       = one(aws_db_instance.this.master_user_secret[*].secret_arn)
}

output "security_group_id" {
  description = "The security group of the database."
  value       = aws_security_group.this.id
}
