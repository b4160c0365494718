-- What did we sell each month? For finance, without asking the warehouse.
--
-- A row for each month in which orders were made, and each currency they were made in. Orders count as they are now, each
-- once, whatever has happened to them since; those that are deleted do not. Amounts of different currencies are never
-- added up.
WITH orders AS (
    SELECT
        fact_sales_order.*,
        row_number() OVER (PARTITION BY sales_order_id ORDER BY version DESC) AS newest
    FROM fact_sales_order
),
currencies AS (
    SELECT
        dim_currency.*,
        row_number() OVER (PARTITION BY currency_id ORDER BY version DESC) AS newest
    FROM dim_currency
)
SELECT
    extract(YEAR FROM orders.created_date) AS order_year,
    extract(MONTH FROM orders.created_date) AS order_month,
    currencies.currency_code,
    count(*) AS orders,
    sum(orders.units_sold) AS units,
    sum(orders.units_sold * orders.unit_price) AS revenue
FROM orders
JOIN currencies ON currencies.currency_id = orders.currency_id AND currencies.newest = 1
WHERE orders.newest = 1 AND NOT orders.is_deleted
GROUP BY
    extract(YEAR FROM orders.created_date),
    extract(MONTH FROM orders.created_date),
    currencies.currency_id,
    currencies.currency_code
ORDER BY order_year, order_month, currencies.currency_id;
