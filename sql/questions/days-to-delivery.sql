-- How long do customers wait for each design? For production.
--
-- A row for each design with orders: days from the order to the delivery date agreed now. Where the average is far
-- above the median, look at the longest: somebody may have mistyped a year.
SELECT
    design.design_id,
    design.design_name,
    count(*) AS orders,
    round(avg(sale.agreed_delivery_date - sale.created_date), 1) AS average_days,
    round(
        (percentile_cont(0.5) WITHIN GROUP (ORDER BY sale.agreed_delivery_date - sale.created_date))::numeric, 1
    ) AS median_days,
    max(sale.agreed_delivery_date - sale.created_date) AS longest_days
FROM current_fact_sales_order AS sale
JOIN dim_design AS design ON design.design_id = sale.design_id
GROUP BY design.design_id, design.design_name
ORDER BY design.design_id;
