# Takes every policy of a module and refuses those that allow more than they have to. A test hands them over and, if this
# module can be planned, they are in order.
terraform {
  required_version = ">= 1.11"
}

variable "policies" {
  description = "Policies by name, as values."
  type        = any
}

locals {
  # Actions that AWS cannot narrow to a resource: https://docs.aws.amazon.com/service-authorization/latest/reference/
  without_resource = [
    "cloudwatch:GetMetricData",
    "cloudwatch:GetMetricStatistics",
    "ec2:Describe*",
    "ec2:DescribeDhcpOptions",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcs",
    "kinesisanalytics:CreateApplication",
    "logs:DescribeLogGroups",
  ]

  allowed = flatten([
    for name, policy in var.policies : [
      for statement in policy.Statement : {
        place     = "${name}: ${statement.Sid}"
        actions   = flatten([statement.Action])
        resources = flatten([try(statement.Resource, [])])
        trusts    = flatten([try(values(statement.Principal), try([statement.Principal], []))])
        condition = try(statement.Condition, null)
      } if statement.Effect == "Allow"
    ]
  ])

  wide_actions = flatten([
    for statement in local.allowed : [
      for action in statement.actions : "${statement.place}: ${action}"
      if strcontains(action, "*") && !can(regex("^[a-z0-9-]+:(Get|List|Describe)[A-Za-z]*\\*$", action))
    ]
  ])

  wide_resources = flatten([
    for statement in local.allowed : [
      for action in statement.actions : "${statement.place}: ${action} on *"
      if contains(statement.resources, "*") && !contains(local.without_resource, action)
    ]
  ])

  everybody = [
    for statement in local.allowed : "${statement.place}: everybody"
    if contains(statement.trusts, "*")
  ]

  # Whoever is trusted is trusted for one thing: an account, an application, a repository.
  unconditional = [
    for statement in local.allowed : "${statement.place}: trusted without a condition"
    if length(statement.trusts) > 0 && statement.condition == null
  ]
}

output "count" {
  description = "How many policies there are."
  value       = length(var.policies)
}

output "findings" {
  description = "What is too much."
  value       = concat(local.wide_actions, local.wide_resources, local.everybody, local.unconditional)

  precondition {
    condition     = length(local.wide_actions) + length(local.wide_resources) + length(local.everybody) + length(local.unconditional) == 0
    error_message = "Cannot allow ${join("; ", concat(local.wide_actions, local.wide_resources, local.everybody, local.unconditional))}, expected the actions that are needed, on the resources that are meant."
  }
}
