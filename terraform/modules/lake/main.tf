# The lake (raw, processed) and the jars of the job (artifacts).
module "bucket" {
  source   = "../bucket"
  for_each = toset(["raw", "processed", "artifacts"])

  name                 = "${var.prefix}-${each.key}"
  partition            = var.partition
  abort_multipart_days = var.abort_multipart_days
  noncurrent_days      = var.noncurrent_days
}
