-- Which payments are open, when are they due, and with whom? For accounts receivable and payable.
--
-- A row for each day, counterparty, kind and currency. Today is the day up to which the warehouse is complete, by the
-- ledger: what was due before it is overdue.
SELECT
    payment.payment_date AS due,
    payment.payment_date < (SELECT (max(complete_to) AT TIME ZONE 'UTC')::date FROM etl.ledger) AS is_overdue,
    counterparty.counterparty_legal_name AS counterparty,
    kind.payment_type_name,
    currency.currency_code,
    count(*) AS payments,
    sum(payment.payment_amount) AS amount
FROM current_fact_payment AS payment
JOIN dim_counterparty AS counterparty ON counterparty.counterparty_id = payment.counterparty_id
JOIN dim_payment_type AS kind ON kind.payment_type_id = payment.payment_type_id
JOIN dim_currency AS currency ON currency.currency_id = payment.currency_id
WHERE NOT payment.paid
GROUP BY
    payment.payment_date,
    counterparty.counterparty_id,
    counterparty.counterparty_legal_name,
    kind.payment_type_id,
    kind.payment_type_name,
    currency.currency_id,
    currency.currency_code
ORDER BY payment.payment_date, counterparty.counterparty_id, kind.payment_type_id, currency.currency_id;
