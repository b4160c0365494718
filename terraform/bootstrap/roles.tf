# GitHub's workflows have no key: they come with a token of GitHub that says which repository they are of, and for what.
locals {
  issuer       = "token.actions.githubusercontent.com"
  provider_arn = "arn:${local.partition}:iam::${local.account_id}:oidc-provider/${local.issuer}"

  # Whom a role trusts: pull requests and the main branch may plan, the protected environment alone may change something.
  subjects = {
    plan   = ["repo:${var.github_repository}:pull_request", "repo:${var.github_repository}:ref:refs/heads/main"]
    apply  = ["repo:${var.github_repository}:environment:${var.environment}"]
    deploy = ["repo:${var.github_repository}:environment:${var.environment}"]
  }

  # What each may do, by the names of local.grants. IAM takes 6,144 characters in a policy, hence several for one role.
  roles = {
    plan   = ["state-reading", "reading"]
    apply  = ["state-reading", "state-writing", "reading", "storing", "running", "watching", "connecting"]
    deploy = ["deploying"]
  }

  attachments = merge([
    for role, grants in local.roles : { for grant in grants : "${role}-${grant}" => { role = role, grant = grant } }
  ]...)

  trusts = {
    for role, subjects in local.subjects : role => {
      Version = "2012-10-17"
      Statement = [{
        Sid       = "GitHub"
        Effect    = "Allow"
        Principal = { Federated = local.provider_arn }
        Action    = "sts:AssumeRoleWithWebIdentity"
        Condition = {
          StringEquals = {
            "${local.issuer}:aud" = "sts.amazonaws.com"
            "${local.issuer}:sub" = subjects
          }
        }
      }]
    }
  }

  policies = {
    for name, statements in local.grants : name => { Version = "2012-10-17", Statement = statements }
  }
}

resource "aws_iam_openid_connect_provider" "github" {
  count = var.create_oidc_provider ? 1 : 0

  url            = "https://${local.issuer}"
  client_id_list = ["sts.amazonaws.com"]
}

# Not named like what the stack makes, so that the apply role cannot change its own rights.
resource "aws_iam_role" "github" {
  for_each = local.trusts

  name                 = "github-${var.name}-${each.key}"
  assume_role_policy   = jsonencode(each.value)
  max_session_duration = 3600
}

resource "aws_iam_policy" "grant" {
  for_each = local.policies

  name   = "github-${var.name}-${each.key}"
  policy = jsonencode(each.value)
}

resource "aws_iam_role_policy_attachment" "grant" {
  for_each = local.attachments

  role       = aws_iam_role.github[each.value.role].name
  policy_arn = aws_iam_policy.grant[each.value.grant].arn
}
