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

variable "zones" {
  description = "The zones of the lake, raw and processed: the bucket of each, and the folder in it, without slashes around it."
  type = map(object({
    bucket = string
    folder = string
  }))

  validation {
    condition     = toset(keys(var.zones)) == toset(["raw", "processed"])
    error_message = "Cannot make tables of the zones ${join(", ", keys(var.zones))}, expected raw and processed."
  }
}

variable "results_bucket" {
  description = "Name of the bucket for the results of queries, unique in all of AWS."
  type        = string
}

variable "results_days" {
  description = "Days for which results are kept."
  type        = number
  default     = 30
}

variable "first_day" {
  description = "The first UTC date that a cut may have: no folder before it is looked for. Of totesys read from a standby, the day before the first run."
  type        = string
  default     = "2024-01-01"
}

variable "scanned_bytes_limit" {
  description = "Bytes after which a query is ended: what it costs at most."
  type        = number
  default     = 10737418240
}
