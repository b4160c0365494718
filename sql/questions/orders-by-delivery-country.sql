-- Where do our goods go? For logistics.
--
-- A row for each country sales orders are to be delivered to, by the address as it is now, and each currency.
SELECT
    location.country,
    currency.currency_code,
    count(*) AS orders,
    sum(sale.units_sold) AS units,
    sum(sale.units_sold * sale.unit_price) AS revenue
FROM current_fact_sales_order AS sale
JOIN dim_location AS location ON location.location_id = sale.agreed_delivery_location_id
JOIN dim_currency AS currency ON currency.currency_id = sale.currency_id
GROUP BY location.country, currency.currency_id, currency.currency_code
ORDER BY location.country, currency.currency_id;
