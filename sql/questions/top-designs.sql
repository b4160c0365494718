-- Which designs sell best? For the design team.
--
-- The ten designs with the greatest revenue in each currency, and where they stand by units. Designs that are level
-- share a place, so there can be more than ten.
WITH sold AS (
    SELECT
        currency_id,
        design_id,
        count(*) AS orders,
        sum(units_sold) AS units,
        sum(units_sold * unit_price) AS revenue,
        rank() OVER (PARTITION BY currency_id ORDER BY sum(units_sold * unit_price) DESC) AS place_by_revenue,
        rank() OVER (PARTITION BY currency_id ORDER BY sum(units_sold) DESC) AS place_by_units
    FROM current_fact_sales_order
    GROUP BY currency_id, design_id
)
SELECT
    currency.currency_code,
    sold.place_by_revenue,
    sold.place_by_units,
    design.design_id,
    design.design_name,
    sold.orders,
    sold.units,
    sold.revenue
FROM sold
JOIN dim_currency AS currency ON currency.currency_id = sold.currency_id
JOIN dim_design AS design ON design.design_id = sold.design_id
WHERE sold.place_by_revenue <= 10
ORDER BY currency.currency_id, sold.place_by_revenue, design.design_id;
