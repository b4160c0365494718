-- How much changes in totesys, and when? For whoever watches the trade, or the pipeline.
--
-- A row for each table and each hour (UTC) in which cuts saw changes of it: put the first day that you want to see in the
-- place of 1 January 2024. The hour of a first load has all that was there.
WITH changes AS (
    SELECT 'address' AS changed_table, cut_date, _cut, _op FROM raw_address
    UNION ALL
    SELECT 'counterparty' AS changed_table, cut_date, _cut, _op FROM raw_counterparty
    UNION ALL
    SELECT 'currency' AS changed_table, cut_date, _cut, _op FROM raw_currency
    UNION ALL
    SELECT 'department' AS changed_table, cut_date, _cut, _op FROM raw_department
    UNION ALL
    SELECT 'design' AS changed_table, cut_date, _cut, _op FROM raw_design
    UNION ALL
    SELECT 'payment' AS changed_table, cut_date, _cut, _op FROM raw_payment
    UNION ALL
    SELECT 'payment_type' AS changed_table, cut_date, _cut, _op FROM raw_payment_type
    UNION ALL
    SELECT 'purchase_order' AS changed_table, cut_date, _cut, _op FROM raw_purchase_order
    UNION ALL
    SELECT 'sales_order' AS changed_table, cut_date, _cut, _op FROM raw_sales_order
    UNION ALL
    SELECT 'staff' AS changed_table, cut_date, _cut, _op FROM raw_staff
    UNION ALL
    SELECT 'transaction' AS changed_table, cut_date, _cut, _op FROM raw_transaction
)
SELECT
    cut_date,
    extract(HOUR FROM _cut) AS hour_of_day,
    changed_table,
    count(*) AS changes,
    count(CASE WHEN _op = 'insert' THEN 1 END) AS inserts,
    count(CASE WHEN _op = 'update' THEN 1 END) AS updates,
    count(CASE WHEN _op = 'delete' THEN 1 END) AS deletes
FROM changes
WHERE cut_date >= DATE '2024-01-01'
GROUP BY cut_date, extract(HOUR FROM _cut), changed_table
ORDER BY cut_date, hour_of_day, changed_table;
