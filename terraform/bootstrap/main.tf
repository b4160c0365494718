# What has to be there before the stack: where its state is, and who may plan and apply it. Applied once by a person; its
# own state is a file, to be moved into the bucket afterwards if wanted.
provider "aws" {
  region = var.region

  default_tags {
    tags = { project = var.name }
  }
}

data "aws_caller_identity" "this" {}

data "aws_partition" "this" {}

locals {
  account_id    = data.aws_caller_identity.this.account_id
  partition     = data.aws_partition.this.partition
  bucket_prefix = "${var.name}-${local.account_id}"
}

module "state" {
  source = "../modules/bucket"

  name            = "${local.bucket_prefix}-terraform"
  partition       = local.partition
  noncurrent_days = 365
}
