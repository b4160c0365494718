output "vpc_id" {
  description = "The VPC."
  value       = aws_vpc.this.id
}

output "private_subnet_ids" {
  description = "The subnets of the job, one in each availability zone."
  value       = [for subnet in aws_subnet.private : subnet.id]
}

output "private_route_table_id" {
  description = "The routes of these subnets: peering with the network of totesys is added here."
  value       = aws_route_table.private.id
}

output "job_security_group_id" {
  description = "The security group of the job."
  value       = aws_security_group.job.id
}
