variable "name" {
  description = "Name of the application, and what the names of all resources begin with. One for each pipeline and environment."
  type        = string
  default     = "totes"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,19}$", var.name))
    error_message = "Cannot use the name \"${var.name}\", expected 2 to 20 small letters, digits and dashes, a letter first: buckets are named by it."
  }
}

variable "region" {
  description = "Where all of it lives: near totesys."
  type        = string
}

variable "jar_key" {
  description = "Key of the jar in the artifacts bucket, such as totes/<git sha>/totes-flink-job-uber.jar. Null as long as there is none: then there is no application yet, nor what watches and starts it."
  type        = string
  default     = null
}

variable "runtime" {
  description = "Runtime of the service that the jar is built for."
  type        = string
  default     = "FLINK-2_2"
}

variable "totesys_url" {
  description = "JDBC URL of totesys, without user and password. Null if it is one of the databases that are made here."
  type        = string
  default     = null
}

variable "warehouse_url" {
  description = "JDBC URL of the warehouse, without user and password. Null if it is one of the databases that are made here, or if there is none."
  type        = string
  default     = null
}

variable "certificate_secret_arns" {
  description = "Of totesys and warehouse, those whose certificate the job checks (sslmode=verify-full), with the ARN of the secret that holds the authorities' certificates as PEM: docs/deploy.md. The job gets the right to read it. The others are connected to as their URL says; those made here, by TLS with whoever answers."
  type        = map(string)
  default     = {}

  validation {
    condition     = length(setsubtract(keys(var.certificate_secret_arns), ["totesys", "warehouse"])) == 0
    error_message = "Cannot check the certificates of ${join(", ", keys(var.certificate_secret_arns))}, expected totesys, warehouse or both."
  }

  validation {
    condition     = alltrue([for arn in values(var.certificate_secret_arns) : can(regex("^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[^*]+$", arn))])
    error_message = "Cannot read certificates from ${join(", ", values(var.certificate_secret_arns))}, expected ARNs of secrets."
  }

  # The job would refuse it when it starts.
  validation {
    condition = alltrue([
      for url in [for name, url in { totesys = var.totesys_url, warehouse = var.warehouse_url } : url if contains(keys(var.certificate_secret_arns), name) && url != null] :
      !can(regex("(?i)[?&]ssl", replace(url, "/(?i)([?&])sslmode=verify-(full|ca)(&|$)/", "$1")))
    ])
    error_message = "Cannot check certificates and connect as the URL says, expected no parameter of TLS in it but sslmode=verify-full or sslmode=verify-ca."
  }
}

variable "settings" {
  description = "More settings of the job, by group and key, as docs/settings.md has them: they win over those that are set here."
  type        = map(map(string))
  default     = {}

  validation {
    condition     = alltrue([for group in values(var.settings) : !startswith(lookup(group, "tls.root-certificates", ""), "aws:")])
    error_message = "Cannot set tls.root-certificates to a secret here, expected it in certificate_secret_arns: the job may read no other one."
  }
}

variable "secret_versions" {
  description = "Of totesys and warehouse, those whose secret Terraform writes, with a number that is raised when the value changes. The others are written with the AWS CLI: docs/deploy.md."
  type        = map(number)
  default     = {}
}

variable "credentials" {
  description = "User and password of these. Neither a plan nor the state holds them; give them by TF_VAR_credentials, never in a file."
  type = map(object({
    username = string
    password = string
  }))
  default   = {}
  ephemeral = true
  sensitive = true
}

variable "feed_stream_arn" {
  description = "The Kinesis stream that gets every change; null for no change feed."
  type        = string
  default     = null
}

variable "parallelism" {
  description = "How many tasks of each kind run side by side. 1 is enough for the trade of totesys."
  type        = number
  default     = 1
}

variable "checkpoint_interval_seconds" {
  description = "From one checkpoint to the next: how fresh lake and warehouse are at best. Null for the service's default, 60."
  type        = number
  default     = null
}

variable "log_level" {
  description = "INFO, WARN, ERROR or DEBUG."
  type        = string
  default     = "INFO"
}

variable "metrics_level" {
  description = "Which of Flink's own metrics CloudWatch gets: APPLICATION, TASK, OPERATOR or PARALLELISM."
  type        = string
  default     = "APPLICATION"
}

variable "abort_multipart_days" {
  description = "Days after which an unfinished upload to the lake is given up: longer than the job is ever stopped, 7 at least."
  type        = number
  default     = 30
}

variable "first_day" {
  description = "The UTC date before which nothing is in the lake."
  type        = string
  default     = "2024-01-01"
}

variable "alarm_emails" {
  description = "Who gets the alarms."
  type        = set(string)

  validation {
    condition     = length(var.alarm_emails) > 0
    error_message = "Cannot send alarms to nobody, expected at least one e-mail address."
  }
}

variable "stale_after_seconds" {
  description = "How old the warehouse may be before it is an alarm. Its users were promised 30 minutes; half of that leaves time to do something."
  type        = number
  default     = 900
}

variable "cut_stale_after_seconds" {
  description = "How long ago the last cut of totesys may have been taken: well above Source: poll.interval."
  type        = number
  default     = 300
}

variable "audit_stale_after_seconds" {
  description = "How long ago totesys and the warehouse may have been compared: three times Pipeline: audit.interval."
  type        = number
  default     = 10800
}

variable "network" {
  description = "A VPC for the job; null if its databases are public. At least two availability zones; egress is `endpoints` or `nat`; database_cidrs are the addresses of databases outside of it."
  type = object({
    availability_zones = list(string)
    cidr               = optional(string, "10.20.0.0/16")
    egress             = optional(string, "endpoints")
    database_cidrs     = optional(set(string), [])
  })
  default = null
}

variable "databases" {
  description = "RDS instances to make, in the VPC: warehouse, totesys (to try it all on), or both."
  type = map(object({
    instance_class      = optional(string, "db.t4g.small")
    engine_version      = optional(string, "16")
    storage_gb          = optional(number, 20)
    multi_az            = optional(bool, false)
    backup_days         = optional(number, 7)
    deletion_protection = optional(bool, true)
  }))
  default = {}

  validation {
    condition     = length(setsubtract(keys(var.databases), ["totesys", "warehouse"])) == 0
    error_message = "Cannot make the databases ${join(", ", keys(var.databases))}, expected totesys, warehouse or both."
  }

  validation {
    condition     = length(var.databases) == 0 || var.network != null
    error_message = "Cannot make databases without a network, expected var.network to be given."
  }
}

variable "schedule" {
  description = "When the application is started and stopped; null if it runs all the time."
  type = object({
    start    = string
    stop     = string
    timezone = optional(string, "UTC")
  })
  default = null
}

variable "monthly_budget_usd" {
  description = "What the account may cost in a month; null for no budget. docs/deploy.md says how to reckon it."
  type        = number
  default     = null
}
