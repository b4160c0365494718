-- What do we buy from whom? For purchasing.
--
-- A row for each quarter in which purchase orders were made, counterparty and currency.
SELECT
    day.year,
    day.quarter,
    counterparty.counterparty_legal_name AS counterparty,
    currency.currency_code,
    count(*) AS orders,
    sum(purchase.item_quantity) AS items,
    sum(purchase.item_quantity * purchase.item_unit_price) AS spend
FROM current_fact_purchase_order AS purchase
JOIN dim_date AS day ON day.date_id = purchase.created_date
JOIN dim_counterparty AS counterparty ON counterparty.counterparty_id = purchase.counterparty_id
JOIN dim_currency AS currency ON currency.currency_id = purchase.currency_id
GROUP BY
    day.year,
    day.quarter,
    counterparty.counterparty_id,
    counterparty.counterparty_legal_name,
    currency.currency_id,
    currency.currency_code
ORDER BY day.year, day.quarter, counterparty.counterparty_id, currency.currency_id;
