-- Which payments are not what the order is worth? For finance, before an invoice goes out.
--
-- A row for each payment that differs from quantity times price of its order as it is now, or is in another currency.
-- Most are orders that were changed after their payment was made up. Refunds are left out, and so are payments of which
-- no version of the order fits (quarantine.sql).
WITH orders AS (
    SELECT 'sale' AS order_type, sales_order_id AS order_id, units_sold * unit_price AS value, currency_id
    FROM current_fact_sales_order
    UNION ALL
    SELECT 'purchase', purchase_order_id, item_quantity * item_unit_price, currency_id
    FROM current_fact_purchase_order
)
SELECT
    payment.payment_id,
    orders.order_type,
    orders.order_id,
    payment.paid,
    paid_in.currency_code AS payment_currency,
    payment.payment_amount,
    ordered_in.currency_code AS order_currency,
    orders.value AS order_value,
    payment.payment_amount - orders.value AS difference
FROM current_fact_payment AS payment
JOIN dim_transaction AS transaction ON transaction.transaction_id = payment.transaction_id
JOIN dim_payment_type AS kind ON kind.payment_type_id = payment.payment_type_id
JOIN orders
    ON orders.order_type = CASE WHEN transaction.sales_order_id IS NULL THEN 'purchase' ELSE 'sale' END
    AND orders.order_id = coalesce(transaction.sales_order_id, transaction.purchase_order_id)
JOIN dim_currency AS paid_in ON paid_in.currency_id = payment.currency_id
JOIN dim_currency AS ordered_in ON ordered_in.currency_id = orders.currency_id
WHERE kind.payment_type_name IN ('SALES_RECEIPT', 'PURCHASE_PAYMENT')
    AND (payment.payment_amount <> orders.value OR payment.currency_id <> orders.currency_id)
ORDER BY payment.payment_id;
