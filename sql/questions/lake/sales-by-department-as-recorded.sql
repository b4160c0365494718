-- Which department sold what? For heads of department, by the department a seller was in when the order was recorded.
--
-- A row for each department and currency. Orders count as they are now, each once; a department that was renamed has a row
-- for each of its names. An order whose seller was not known then is under no department.
WITH orders AS (
    SELECT
        fact_sales_order.*,
        row_number() OVER (PARTITION BY sales_order_id ORDER BY version DESC) AS newest
    FROM fact_sales_order
),
sellers AS (
    SELECT
        dim_staff.*,
        lead(valid_from) OVER (PARTITION BY staff_id ORDER BY version) AS valid_to
    FROM dim_staff
)
SELECT
    sellers.department_name,
    orders.currency_id,
    count(*) AS orders,
    sum(orders.units_sold * orders.unit_price) AS revenue
FROM orders
LEFT JOIN sellers
    ON sellers.staff_id = orders.sales_staff_id
    AND NOT sellers.is_deleted
    AND sellers.valid_from <= orders.recorded_at
    AND (sellers.valid_to IS NULL OR orders.recorded_at < sellers.valid_to)
WHERE orders.newest = 1 AND NOT orders.is_deleted
GROUP BY sellers.department_name, orders.currency_id
ORDER BY sellers.department_name, orders.currency_id;
