variable "name" {
  description = "Name of the bucket, unique in all of AWS."
  type        = string
}

variable "partition" {
  description = "Partition of the ARNs."
  type        = string
  default     = "aws"
}

variable "abort_multipart_days" {
  description = "Days after which an unfinished multipart upload is given up. A snapshot of the job may refer to one, so this has to be longer than any stop."
  type        = number
  default     = 30

  validation {
    condition     = var.abort_multipart_days >= 7
    error_message = "Cannot abort multipart uploads after ${var.abort_multipart_days} days, expected 7 or more: a job that is started again from a snapshot completes the uploads that the snapshot refers to."
  }
}

variable "noncurrent_days" {
  description = "Days for which what was deleted or overwritten can be brought back."
  type        = number
  default     = 90
}

variable "expire_days" {
  description = "Days after which objects are deleted; null never."
  type        = number
  default     = null
}
