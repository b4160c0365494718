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

variable "application_name" {
  description = "The application to start and stop."
  type        = string
}

variable "start" {
  description = "When it starts, such as cron(0 6 ? * MON-FRI *)."
  type        = string
}

variable "stop" {
  description = "When it is stopped behind a snapshot, such as cron(20 6 ? * MON-FRI *): long enough after the start for all that is new to be published."
  type        = string
}

variable "timezone" {
  description = "The time zone of start and stop."
  type        = string
  default     = "UTC"
}
