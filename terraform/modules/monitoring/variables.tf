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
  description = "The application to watch."
  type        = string
}

variable "emails" {
  description = "Who gets the alarms. Each has to confirm the subscription once."
  type        = set(string)
}

variable "always_runs" {
  description = "Whether the application is meant to run all the time, so that it is an alarm if it does not."
  type        = bool
  default     = true
}

variable "checkpoint_interval_seconds" {
  description = "From one checkpoint to the next: a checkpoint that takes half of it is slow."
  type        = number
  default     = 60
}

variable "stale_after_seconds" {
  description = "How old the warehouse may be. Its users were promised 30 minutes; half of that leaves time to do something."
  type        = number
  default     = 900
}

variable "cut_stale_after_seconds" {
  description = "How long ago the last cut of totesys may have been taken."
  type        = number
  default     = 300
}

variable "audit_stale_after_seconds" {
  description = "How long ago totesys and the warehouse may have been compared: three times Pipeline: audit.interval."
  type        = number
  default     = 10800
}
