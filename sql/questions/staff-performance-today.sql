-- What have the members of each department sold, in this or another one? For heads of department, when they plan.
--
-- A sale counts for the department its seller belongs to today. Compare with staff-performance-as-recorded.sql.
SELECT
    staff.department_name,
    staff.staff_id,
    staff.first_name,
    staff.last_name,
    currency.currency_code,
    count(*) AS orders,
    sum(sale.units_sold) AS units,
    sum(sale.units_sold * sale.unit_price) AS revenue
FROM current_fact_sales_order AS sale
JOIN dim_staff AS staff ON staff.staff_id = sale.sales_staff_id
JOIN dim_currency AS currency ON currency.currency_id = sale.currency_id
GROUP BY
    staff.department_name,
    staff.staff_id,
    staff.first_name,
    staff.last_name,
    currency.currency_id,
    currency.currency_code
ORDER BY staff.department_name, staff.staff_id, currency.currency_id;
