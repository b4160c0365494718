variable "name" {
  description = "What the names of all resources begin with."
  type        = string
}

variable "account" {
  description = "Where everything lives: the account, the region, and the partition of its ARNs."
  type = object({
    id        = string
    region    = string
    partition = string
  })
}

variable "runtime" {
  description = "Runtime of the service: FLINK-2_2 or, once the job is built for it, FLINK-2_3."
  type        = string
  default     = "FLINK-2_2"
}

variable "artifacts_bucket_arn" {
  description = "The bucket of the jars."
  type        = string
}

variable "jar_key" {
  description = "Key of the jar that the application is made with, such as totes/<git sha>/totes-flink-job-uber.jar. Later jars are the deploy workflow's, and no change of this one has an effect."
  type        = string
}

variable "lake_bucket_arns" {
  description = "The buckets that the job writes to: raw, and processed if there is a processed zone."
  type        = set(string)
}

variable "secret_arns" {
  description = "The secrets that the job reads."
  type        = set(string)
}

variable "feed_stream_arn" {
  description = "The Kinesis stream of the change feed; null for no feed."
  type        = string
  default     = null
}

variable "settings" {
  description = "The settings of the job by group and key, as docs/settings.md has them. Never a password."
  type        = map(map(string))
}

variable "parallelism" {
  description = "How many tasks of each kind run side by side. Each takes a KPU, divided by parallelism_per_kpu; one more KPU is billed for orchestration."
  type        = number
  default     = 1
}

variable "parallelism_per_kpu" {
  description = "How many of them share a KPU (1 vCPU, 4 GB)."
  type        = number
  default     = 1
}

variable "checkpoint_interval_seconds" {
  description = "From one checkpoint to the next: how fresh lake and warehouse are at best. Null for the service's default, 60."
  type        = number
  default     = null

  validation {
    condition     = var.checkpoint_interval_seconds == null ? true : var.checkpoint_interval_seconds >= 1
    error_message = "Cannot make a checkpoint every ${coalesce(var.checkpoint_interval_seconds, 0)} seconds, expected 1 or more."
  }
}

variable "log_level" {
  description = "INFO, WARN, ERROR or DEBUG."
  type        = string
  default     = "INFO"
}

variable "metrics_level" {
  description = "Which of Flink's own metrics CloudWatch gets: APPLICATION, TASK, OPERATOR or PARALLELISM. Each finer level costs more metrics."
  type        = string
  default     = "APPLICATION"
}

variable "log_retention_days" {
  description = "Days for which the log is kept."
  type        = number
  default     = 30
}

variable "network" {
  description = "Where the job connects from: a VPC, or null for the service's own network, which reaches public databases only."
  type = object({
    vpc_id             = string
    subnet_ids         = list(string)
    security_group_ids = list(string)
  })
  default = null
}
