-- By how much have orders changed the revenue of their month since they were first recorded? For finance.
--
-- A row for each month and currency in which it differs: revenue as the first version of each order had it, as it is
-- now, and the difference. An order that changed its currency counts in one with its first value, in the other with its
-- present one; one that was deleted counts with its first value alone.
WITH versions AS (
    SELECT
        created_date,
        currency_id,
        units_sold * unit_price AS value,
        version = min(version) OVER (PARTITION BY sales_order_id) AS is_first,
        is_current
    FROM fact_sales_order
)
SELECT
    day.year,
    day.month,
    currency.currency_code,
    coalesce(sum(versions.value) FILTER (WHERE versions.is_first), 0) AS first_recorded,
    coalesce(sum(versions.value) FILTER (WHERE versions.is_current), 0) AS now,
    coalesce(sum(versions.value) FILTER (WHERE versions.is_current), 0)
        - coalesce(sum(versions.value) FILTER (WHERE versions.is_first), 0) AS difference
FROM versions
JOIN dim_date AS day ON day.date_id = versions.created_date
JOIN dim_currency AS currency ON currency.currency_id = versions.currency_id
GROUP BY day.year, day.month, currency.currency_id, currency.currency_code
HAVING coalesce(sum(versions.value) FILTER (WHERE versions.is_current), 0)
    <> coalesce(sum(versions.value) FILTER (WHERE versions.is_first), 0)
ORDER BY day.year, day.month, currency.currency_id;
