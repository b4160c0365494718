-- What did we sell each month? For finance.
--
-- A row for each month in which orders were made, and each currency they were made in. Orders count as they are now,
-- each once, whatever has happened to them since. Amounts of different currencies are never added up.
SELECT
    day.year,
    day.month,
    day.month_name,
    currency.currency_code,
    count(*) AS orders,
    sum(sale.units_sold) AS units,
    sum(sale.units_sold * sale.unit_price) AS revenue
FROM current_fact_sales_order AS sale
JOIN dim_date AS day ON day.date_id = sale.created_date
JOIN dim_currency AS currency ON currency.currency_id = sale.currency_id
GROUP BY day.year, day.month, day.month_name, currency.currency_id, currency.currency_code
ORDER BY day.year, day.month, currency.currency_id;
