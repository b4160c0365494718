mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name              = "totes"
  monthly_limit_usd = 250
  emails            = ["data-team@example.org"]
}

run "somebody_is_told_before_it_is_spent" {
  assert {
    condition     = aws_budgets_budget.this.limit_amount == "250" && aws_budgets_budget.this.time_unit == "MONTHLY"
    error_message = "The limit is that of a month."
  }

  assert {
    condition     = { for notification in aws_budgets_budget.this.notification : notification.notification_type => notification.threshold } == { ACTUAL = 80, FORECASTED = 100 }
    error_message = "At 80 % spent, and at all of it foreseen."
  }

  assert {
    condition     = alltrue([for notification in aws_budgets_budget.this.notification : notification.subscriber_email_addresses == toset(["data-team@example.org"])])
    error_message = "Each goes to somebody."
  }
}

run "a_budget_for_nobody_is_refused" {
  command = plan

  variables {
    emails = []
  }

  expect_failures = [var.emails]
}
