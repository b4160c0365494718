mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name                     = "totes"
  database                 = "warehouse"
  vpc_id                   = "vpc-0a"
  subnet_ids               = ["subnet-0a", "subnet-0b"]
  client_security_group_id = "sg-0job"
}

run "the_instance_is_private_and_encrypted" {
  assert {
    condition     = !aws_db_instance.this.publicly_accessible && aws_db_instance.this.storage_encrypted && aws_db_instance.this.deletion_protection
    error_message = "It is not public, its disk is encrypted, and nobody deletes it by mistake."
  }

  assert {
    condition     = [for parameter in aws_db_parameter_group.this.parameter : parameter.value if parameter.name == "rds.force_ssl"] == ["1"]
    error_message = "It refuses connections without TLS."
  }

  assert {
    condition     = aws_db_parameter_group.this.family == "postgres16"
    error_message = "Its parameters are those of its version."
  }
}

run "nobody_knows_the_owners_password" {
  command = plan

  assert {
    condition     = aws_db_instance.this.manage_master_user_password && aws_db_instance.this.password == null
    error_message = "RDS makes it and keeps it."
  }
}

run "only_the_job_connects" {
  command = plan

  assert {
    condition     = aws_vpc_security_group_ingress_rule.postgres.referenced_security_group_id == "sg-0job" && aws_vpc_security_group_ingress_rule.postgres.from_port == 5432 && aws_vpc_security_group_ingress_rule.postgres.to_port == 5432
    error_message = "Postgres, from the job."
  }

  assert {
    condition     = aws_vpc_security_group_egress_rule.client.security_group_id == "sg-0job" && aws_vpc_security_group_egress_rule.client.from_port == 5432
    error_message = "And the job may."
  }

  assert {
    condition     = output.url == "jdbc:postgresql://mock.eu-west-2.rds.amazonaws.com:5432/warehouse"
    error_message = "Its URL is as the settings want it, without user and password."
  }
}

run "one_subnet_is_refused" {
  command = plan

  variables {
    subnet_ids = ["subnet-0a"]
  }

  expect_failures = [var.subnet_ids]
}
