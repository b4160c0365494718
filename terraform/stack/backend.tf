# The bucket is made by ../bootstrap; its name, the key and the region are given to `terraform init -backend-config`.
terraform {
  backend "s3" {
    use_lockfile = true
    encrypt      = true
  }
}
