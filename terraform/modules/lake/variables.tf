variable "prefix" {
  description = "What the names of the buckets begin with, unique in all of AWS."
  type        = string
}

variable "partition" {
  description = "Partition of the ARNs."
  type        = string
  default     = "aws"
}

variable "abort_multipart_days" {
  description = "Days after which an unfinished multipart upload is given up: longer than any stop of the job, 7 at least."
  type        = number
  default     = 30
}

variable "noncurrent_days" {
  description = "Days for which what was deleted or overwritten can be brought back."
  type        = number
  default     = 90
}
