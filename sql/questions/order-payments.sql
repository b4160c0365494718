-- What was to be paid for a sales order, when, and was it? For customer service, with a customer on the phone.
--
-- A row for each version of each payment of the order: put its number in the place of 4. A payment that was open and is
-- paid has two; is_deleted says that it is gone, with the values it had last.
SELECT
    payment.payment_id,
    payment.version,
    payment.recorded_at,
    payment.is_current,
    payment.is_deleted,
    kind.payment_type_name,
    currency.currency_code,
    payment.payment_amount,
    payment.payment_date,
    payment.paid
FROM fact_payment AS payment
JOIN dim_transaction AS purpose ON purpose.transaction_id = payment.transaction_id
JOIN dim_payment_type AS kind ON kind.payment_type_id = payment.payment_type_id
JOIN dim_currency AS currency ON currency.currency_id = payment.currency_id
WHERE sales_order_id = 4
ORDER BY payment.payment_id, payment.version;
