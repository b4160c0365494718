# The job: nobody connects to it, and it connects to AWS and to databases.
resource "aws_security_group" "job" {
  name        = "${var.name}-job"
  description = "The job: out to AWS and to Postgres, nothing in"
  vpc_id      = aws_vpc.this.id
}

resource "aws_security_group" "endpoints" {
  name        = "${var.name}-endpoints"
  description = "The endpoints: TLS from the job alone"
  vpc_id      = aws_vpc.this.id
}

resource "aws_vpc_security_group_ingress_rule" "endpoints" {
  security_group_id            = aws_security_group.endpoints.id
  referenced_security_group_id = aws_security_group.job.id
  description                  = "TLS, from the job"
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "endpoints" {
  security_group_id            = aws_security_group.job.id
  referenced_security_group_id = aws_security_group.endpoints.id
  description                  = "TLS, to the endpoints"
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "s3" {
  security_group_id = aws_security_group.job.id
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
  description       = "TLS, to S3"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "internet" {
  count = local.is_nat ? 1 : 0

  security_group_id = aws_security_group.job.id
  cidr_ipv4         = "0.0.0.0/0"
  description       = "TLS, to AWS through the NAT"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "database" {
  for_each = var.database_cidrs

  security_group_id = aws_security_group.job.id
  cidr_ipv4         = each.key
  description       = "Postgres, outside of this VPC"
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
}
