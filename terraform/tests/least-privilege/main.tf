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

  # Actions on things whose names or ids nobody chooses: all of their type, of one account.
  on_all_of_a_type = [
    "ec2:CreateNetworkInterface",
    "ec2:CreateNetworkInterfacePermission",
    "ec2:DeleteNetworkInterface",
    "kms:DescribeKey",
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

  # An ARN names its service, region and account, and the beginning of a name behind its type; buckets, topics and queues
  # have no type. EC2 alone chooses all of its ids.
  wide_arns = flatten([
    for statement in local.allowed : [
      for resource in statement.resources : "${statement.place}: ${resource}"
      if strcontains(resource, "*") && resource != "*"
      && !can(regex("^arn:[a-z-]+:(s3|sns|sqs):[a-z0-9-]*:[0-9]*:[^*]", resource))
      && !can(regex("^arn:[a-z-]+:[a-z0-9-]+:[a-z0-9-]*:[0-9]*:[A-Za-z-]+[:/][^*]", resource))
      && !(can(regex("^arn:[a-z-]+:[a-z0-9-]+:[a-z0-9-]+:[0-9]+:[A-Za-z-]+[:/]\\*$", resource)) && alltrue([for action in statement.actions : contains(local.on_all_of_a_type, action)]))
      && !(can(regex("^arn:[a-z-]+:ec2:[a-z0-9-]+:[0-9]+:\\*$", resource)) && alltrue([for action in statement.actions : startswith(action, "ec2:")]))
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

  findings = concat(local.wide_actions, local.wide_resources, local.wide_arns, local.everybody, local.unconditional)
}

output "count" {
  description = "How many policies there are."
  value       = length(var.policies)
}

output "findings" {
  description = "What is too much."
  value       = local.findings

  precondition {
    condition     = length(local.findings) == 0
    error_message = "Cannot allow ${join("; ", local.findings)}, expected the actions that are needed, on the resources that are meant."
  }
}
