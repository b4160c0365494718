-- What did each member of staff sell, and for which department? For heads of department, when targets are settled.
--
-- A sale counts for the department its seller belonged to when the order, as it is now, was recorded. Somebody who has
-- moved has a row for each department. Compare with staff-performance-today.sql.
SELECT
    recorded.staff_department_name AS department_name,
    sale.sales_staff_id AS staff_id,
    staff.first_name,
    staff.last_name,
    currency.currency_code,
    count(*) AS orders,
    sum(sale.units_sold) AS units,
    sum(sale.units_sold * sale.unit_price) AS revenue
FROM current_fact_sales_order AS sale
JOIN fact_sales_order_as_recorded AS recorded
    ON recorded.sales_order_id = sale.sales_order_id AND recorded.version = sale.version
JOIN dim_staff AS staff ON staff.staff_id = sale.sales_staff_id
JOIN dim_currency AS currency ON currency.currency_id = sale.currency_id
GROUP BY
    recorded.staff_department_name,
    sale.sales_staff_id,
    staff.first_name,
    staff.last_name,
    currency.currency_id,
    currency.currency_code
ORDER BY recorded.staff_department_name, sale.sales_staff_id, currency.currency_id;
