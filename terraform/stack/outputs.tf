output "application_name" {
  description = "Name of the application: that of the stack, once there is a jar."
  value       = one(module.application[*].name)
}

output "artifacts_bucket" {
  description = "Where jars go."
  value       = module.lake.buckets.artifacts.name
}

output "raw_path" {
  description = "The raw zone."
  value       = "s3a://${module.lake.buckets.raw.name}/${local.folder}"
}

output "processed_path" {
  description = "The processed zone."
  value       = "s3a://${module.lake.buckets.processed.name}/${local.folder}"
}

output "secret_arns" {
  description = "The secrets of totesys and of the warehouse."
  value       = module.secrets.arns
}

output "database_urls" {
  description = "JDBC URLs of the databases made here, without user and password."
  value       = { for name, database in module.database : name => database.url }
}

output "database_owner_secret_arns" {
  description = "The secrets of their owners, kept by RDS."
  value       = { for name, database in module.database : name => database.owner_secret_arn }
}

output "athena_workgroup" {
  description = "Where questions to the lake are asked."
  value       = module.query.workgroup
}

output "athena_database" {
  description = "The database that has the tables of the lake."
  value       = module.query.database
}

output "lake_reader_policy_arn" {
  description = "The policy for those who ask."
  value       = module.query.reader_policy_arn
}

output "alarm_topic_arn" {
  description = "Where alarms go."
  value       = one(module.monitoring[*].topic_arn)
}

output "log_group_name" {
  description = "The log of the job."
  value       = one(module.application[*].log_group_name)
}

output "policies" {
  description = "Every policy of the stack by module, for tests."
  value = merge(
    { lake = module.lake.policies, query = module.query.policies },
    { for number, application in module.application : "application" => application.policies },
    { for number, monitoring in module.monitoring : "monitoring" => monitoring.policies },
    { for number, schedule in module.schedule : "schedule" => schedule.policies },
  )
}
