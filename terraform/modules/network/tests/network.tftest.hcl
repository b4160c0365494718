mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name               = "totes"
  account            = { id = "123456789012", region = "eu-west-2", partition = "aws" }
  availability_zones = ["eu-west-2a", "eu-west-2b"]
}

run "the_subnets_are_private" {
  assert {
    condition     = [for subnet in aws_subnet.private : subnet.cidr_block] == ["10.20.0.0/19", "10.20.32.0/19"]
    error_message = "There is a subnet in each availability zone."
  }

  assert {
    condition     = length(aws_internet_gateway.this) + length(aws_nat_gateway.this) + length(aws_route.nat) == 0
    error_message = "Nothing leads to the internet."
  }

  assert {
    condition     = length(aws_default_security_group.none.ingress) + length(aws_default_security_group.none.egress) == 0
    error_message = "The default security group lets nothing through."
  }
}

run "aws_is_reached_by_endpoints" {
  command = plan

  assert {
    condition     = join(" ", sort(keys(aws_vpc_endpoint.interface))) == "logs monitoring secretsmanager"
    error_message = "The services that the job asks have endpoints."
  }

  assert {
    condition     = aws_vpc_endpoint.s3.vpc_endpoint_type == "Gateway" && aws_vpc_endpoint.s3.service_name == "com.amazonaws.eu-west-2.s3"
    error_message = "S3 is reached by a gateway, which costs nothing."
  }

  assert {
    condition     = alltrue([for endpoint in aws_vpc_endpoint.interface : endpoint.private_dns_enabled])
    error_message = "The SDK finds them by the names it knows."
  }
}

run "the_job_goes_nowhere_else" {
  command = plan

  variables {
    database_cidrs = ["192.0.2.10/32"]
  }

  assert {
    condition     = aws_vpc_security_group_egress_rule.endpoints.from_port == 443 && aws_vpc_security_group_egress_rule.s3.from_port == 443
    error_message = "To AWS by TLS."
  }

  assert {
    condition     = [for rule in aws_vpc_security_group_egress_rule.database : "${rule.cidr_ipv4}:${rule.from_port}-${rule.to_port}"] == ["192.0.2.10/32:5432-5432"]
    error_message = "To the databases it was given, on the port of Postgres."
  }

  assert {
    condition     = length(aws_vpc_security_group_egress_rule.internet) == 0
    error_message = "Not to the internet."
  }
}

run "a_nat_takes_the_place_of_the_endpoints" {
  command = plan

  variables {
    egress = "nat"
  }

  assert {
    condition     = length(aws_vpc_endpoint.interface) == 0 && length(aws_nat_gateway.this) == 1
    error_message = "There is one gateway, and no endpoint with a fee."
  }

  assert {
    condition     = aws_route.nat[0].destination_cidr_block == "0.0.0.0/0" && aws_subnet.public[0].cidr_block == "10.20.224.0/19"
    error_message = "What is not in the VPC goes through it."
  }

  assert {
    condition     = aws_vpc_security_group_egress_rule.internet[0].from_port == 443 && aws_vpc_security_group_egress_rule.internet[0].to_port == 443
    error_message = "By TLS alone."
  }
}

run "one_availability_zone_is_refused" {
  command = plan

  variables {
    availability_zones = ["eu-west-2a"]
  }

  expect_failures = [var.availability_zones]
}

run "another_way_out_is_refused" {
  command = plan

  variables {
    egress = "none"
  }

  expect_failures = [var.egress]
}
