variable "name" {
  description = "What the names of all resources begin with."
  type        = string
}

variable "names" {
  description = "Databases whose user and password are kept, such as totesys and warehouse."
  type        = set(string)
}

variable "versions" {
  description = "For each secret that Terraform is to write, a number: raise it when the value changes. A secret that is not here is written by somebody else."
  type        = map(number)
  default     = {}

  validation {
    condition     = length(setsubtract(keys(var.versions), var.names)) == 0
    error_message = "Cannot write secrets ${join(", ", setsubtract(keys(var.versions), var.names))}, expected some of ${join(", ", var.names)}."
  }
}

variable "credentials" {
  description = "User and password of each secret that Terraform is to write. Neither the plan nor the state holds them."
  type = map(object({
    username = string
    password = string
  }))
  default   = {}
  ephemeral = true
  sensitive = true
}

variable "recovery_days" {
  description = "Days for which a deleted secret can be brought back; 0 not at all."
  type        = number
  default     = 30
}
