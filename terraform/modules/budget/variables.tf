variable "name" {
  description = "What the names of all resources begin with."
  type        = string
}

variable "monthly_limit_usd" {
  description = "What the account may cost in a month, in US dollars."
  type        = number
}

variable "emails" {
  description = "Who is told when 80 % of it are spent, or all of it is foreseen to be."
  type        = set(string)

  validation {
    condition     = length(var.emails) > 0
    error_message = "Cannot watch a budget for nobody, expected at least one e-mail address."
  }
}
