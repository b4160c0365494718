variable "name" {
  description = "Name of the stack, as in ../stack: what the names of its resources begin with."
  type        = string
  default     = "totes"
}

variable "region" {
  description = "Where the stack lives."
  type        = string
}

variable "github_repository" {
  description = "The repository whose workflows deploy, owner/name."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$", var.github_repository))
    error_message = "Cannot trust the repository \"${var.github_repository}\", expected owner/name."
  }
}

variable "environment" {
  description = "The environment of the repository that may change something. Protect it there: reviewers, the main branch alone."
  type        = string
  default     = "production"
}

variable "create_oidc_provider" {
  description = "Whether the account does not trust GitHub's tokens yet: it can have one provider of them only."
  type        = bool
  default     = true
}

variable "plan_reads_secrets" {
  description = "Whether the roles may read the secrets: needed if Terraform writes them (secret_versions of the stack), since it reads back what it wrote. Who can open a pull request can then read them, too."
  type        = bool
  default     = false
}
