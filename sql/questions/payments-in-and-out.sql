-- How much money came in and went out each month? For finance.
--
-- A row for each month and currency with payments that were made, by the day they were due. Receipts of sales and
-- refunds of purchases come in; payments of purchases and refunds of sales go out.
WITH paid AS (
    SELECT
        payment.payment_date,
        payment.currency_id,
        CASE kind.payment_type_name WHEN 'SALES_RECEIPT' THEN payment.payment_amount ELSE 0 END AS sales_receipt,
        CASE kind.payment_type_name WHEN 'PURCHASE_REFUND' THEN payment.payment_amount ELSE 0 END AS purchase_refund,
        CASE kind.payment_type_name WHEN 'PURCHASE_PAYMENT' THEN payment.payment_amount ELSE 0 END AS purchase_payment,
        CASE kind.payment_type_name WHEN 'SALES_REFUND' THEN payment.payment_amount ELSE 0 END AS sales_refund
    FROM current_fact_payment AS payment
    JOIN dim_payment_type AS kind ON kind.payment_type_id = payment.payment_type_id
    WHERE payment.paid
)
SELECT
    day.year,
    day.month,
    currency.currency_code,
    sum(paid.sales_receipt) AS sales_receipts,
    sum(paid.purchase_refund) AS purchase_refunds,
    sum(paid.purchase_payment) AS purchase_payments,
    sum(paid.sales_refund) AS sales_refunds,
    sum(paid.sales_receipt + paid.purchase_refund - paid.purchase_payment - paid.sales_refund) AS balance
FROM paid
JOIN dim_date AS day ON day.date_id = paid.payment_date
JOIN dim_currency AS currency ON currency.currency_id = paid.currency_id
GROUP BY day.year, day.month, currency.currency_id, currency.currency_code
ORDER BY day.year, day.month, currency.currency_id;
