locals {
  is_nat = var.egress == "nat"
  # The job's subnets are the first eighths of the VPC, the gateway's subnet is the last one.
  private_cidrs = { for number, zone in var.availability_zones : zone => cidrsubnet(var.cidr, 3, number) }
  public_cidr   = cidrsubnet(var.cidr, 3, 7)
}

resource "aws_vpc" "this" {
  cidr_block           = var.cidr
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = var.name }
}

# The security group that everything gets that has none: without a rule, nothing goes in or out.
resource "aws_default_security_group" "none" {
  vpc_id = aws_vpc.this.id
}

resource "aws_subnet" "private" {
  for_each = local.private_cidrs

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value

  tags = { Name = "${var.name}-private-${each.key}" }
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.this.id

  tags = { Name = "${var.name}-private" }
}

resource "aws_route_table_association" "private" {
  for_each = aws_subnet.private

  subnet_id      = each.value.id
  route_table_id = aws_route_table.private.id
}
