variable "name" {
  description = "What the names of all resources begin with."
  type        = string
}

variable "database" {
  description = "Name of the database in the instance, such as warehouse."
  type        = string
}

variable "vpc_id" {
  description = "The VPC of the instance."
  type        = string
}

variable "subnet_ids" {
  description = "Private subnets in two availability zones at least."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "Cannot place a database in ${length(var.subnet_ids)} subnets, expected 2 or more in different availability zones."
  }
}

variable "client_security_group_id" {
  description = "The security group of those who may connect."
  type        = string
}

variable "instance_class" {
  description = "How large the instance is."
  type        = string
  default     = "db.t4g.small"
}

variable "engine_version" {
  description = "Version of Postgres: 13 or newer."
  type        = string
  default     = "16"
}

variable "storage_gb" {
  description = "Storage at first, in GB. It grows by itself up to five times of that."
  type        = number
  default     = 20
}

variable "multi_az" {
  description = "Whether a standby in another availability zone takes over."
  type        = bool
  default     = false
}

variable "backup_days" {
  description = "Days to which the database can be set back."
  type        = number
  default     = 7
}

variable "deletion_protection" {
  description = "Whether the instance cannot be deleted before this is false."
  type        = bool
  default     = true
}
