provider "aws" {
  region = var.region

  default_tags {
    tags = { project = var.name }
  }
}

data "aws_caller_identity" "this" {}

data "aws_partition" "this" {}

locals {
  account = {
    id        = data.aws_caller_identity.this.account_id
    region    = var.region
    partition = data.aws_partition.this.partition
  }

  bucket_prefix = "${var.name}-${local.account.id}"
  folder        = "totesys"
  has_job       = var.jar_key != null

  # With authorities, certificates are checked, and the job refuses a URL that asks for less.
  trusts = {
    for name, group in { totesys = "Source", warehouse = "Warehouse" } : name => (
      contains(keys(var.certificate_secret_arns), name) || can(var.settings[group]["tls.root-certificates"])
    )
  }

  urls = {
    for name, url in {
      totesys   = var.totesys_url
      warehouse = var.warehouse_url
    } : name => url != null ? url : "${module.database[name].url}${local.trusts[name] ? "" : "?sslmode=require"}"
    if url != null || contains(keys(var.databases), name)
  }

  certificates = { for name, arn in var.certificate_secret_arns : name => { "tls.root-certificates" = "aws:${arn}" } }
}

module "lake" {
  source = "../modules/lake"

  prefix               = local.bucket_prefix
  partition            = local.account.partition
  abort_multipart_days = var.abort_multipart_days
}

module "secrets" {
  source = "../modules/secrets"

  name        = var.name
  names       = keys(local.urls)
  versions    = var.secret_versions
  credentials = var.credentials
}

module "network" {
  source = "../modules/network"
  count  = var.network == null ? 0 : 1

  name                = var.name
  account             = local.account
  cidr                = var.network.cidr
  availability_zones  = var.network.availability_zones
  egress              = var.network.egress
  database_cidrs      = var.network.database_cidrs
  interface_endpoints = concat(["secretsmanager", "logs", "monitoring"], var.feed_stream_arn == null ? [] : ["kinesis-streams"])
}

module "database" {
  source   = "../modules/database"
  for_each = var.databases

  name                     = var.name
  database                 = each.key
  vpc_id                   = module.network[0].vpc_id
  subnet_ids               = module.network[0].private_subnet_ids
  client_security_group_id = module.network[0].job_security_group_id
  instance_class           = each.value.instance_class
  engine_version           = each.value.engine_version
  storage_gb               = each.value.storage_gb
  multi_az                 = each.value.multi_az
  backup_days              = each.value.backup_days
  deletion_protection      = each.value.deletion_protection
}

module "query" {
  source = "../modules/query"

  name    = var.name
  account = local.account
  zones = {
    for zone in ["raw", "processed"] : zone => { bucket = module.lake.buckets[zone].name, folder = local.folder }
  }
  results_bucket = "${local.bucket_prefix}-athena"
  first_day      = var.first_day
}

module "budget" {
  source = "../modules/budget"
  count  = var.monthly_budget_usd == null ? 0 : 1

  name              = var.name
  monthly_limit_usd = var.monthly_budget_usd
  emails            = var.alarm_emails
}
