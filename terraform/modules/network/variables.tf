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

variable "cidr" {
  description = "Addresses of the VPC, a /16 to /24."
  type        = string
  default     = "10.20.0.0/16"
}

variable "availability_zones" {
  description = "Availability zones to have a subnet in, two at least."
  type        = list(string)

  validation {
    condition     = length(var.availability_zones) >= 2
    error_message = "Cannot spread over ${length(var.availability_zones)} availability zones, expected 2 or more."
  }
}

variable "egress" {
  description = "How the job reaches AWS: `endpoints` (private, a fee for each endpoint and zone) or `nat` (one gateway, also to the internet)."
  type        = string
  default     = "endpoints"

  validation {
    condition     = contains(["endpoints", "nat"], var.egress)
    error_message = "Cannot use egress \"${var.egress}\", expected endpoints or nat."
  }
}

variable "interface_endpoints" {
  description = "Services that the job asks, where there is no NAT: add kinesis-streams for the change feed."
  type        = set(string)
  default     = ["secretsmanager", "logs", "monitoring"]
}

variable "database_cidrs" {
  description = "Addresses of Postgres servers outside of this VPC that the job may connect to."
  type        = set(string)
  default     = []
}
