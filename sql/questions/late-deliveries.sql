-- Which deliveries were put off, by how many days, and did anybody say so? For logistics and customer service.
--
-- A row for each order whose agreed delivery date has ever been moved to a later day. days_later is from the first date
-- to the present one (0 or less if it was moved back); silently counts the times when last_updated was left as it was,
-- so that only the history shows it. An order that was deleted is not waited for: it is left out.
WITH agreed AS (
    SELECT
        'sale' AS order_type,
        sales_order_id AS order_id,
        counterparty_id,
        version,
        is_current,
        agreed_delivery_date,
        last_updated_date + last_updated_time AS last_updated
    FROM fact_sales_order
    UNION ALL
    SELECT
        'purchase',
        purchase_order_id,
        counterparty_id,
        version,
        is_current,
        agreed_delivery_date,
        last_updated_date + last_updated_time
    FROM fact_purchase_order
),
moves AS (
    SELECT
        order_type,
        order_id,
        counterparty_id,
        is_current,
        agreed_delivery_date,
        first_value(agreed_delivery_date) OVER by_version AS first_agreed,
        agreed_delivery_date > lag(agreed_delivery_date) OVER by_version AS is_put_off,
        last_updated = lag(last_updated) OVER by_version AS is_silent
    FROM agreed
    WINDOW by_version AS (PARTITION BY order_type, order_id ORDER BY version)
)
SELECT
    moves.order_type,
    moves.order_id,
    max(counterparty.counterparty_legal_name) FILTER (WHERE moves.is_current) AS counterparty,
    min(moves.first_agreed) AS first_agreed,
    max(moves.agreed_delivery_date) FILTER (WHERE moves.is_current) AS agreed_now,
    max(moves.agreed_delivery_date) FILTER (WHERE moves.is_current) - min(moves.first_agreed) AS days_later,
    count(*) FILTER (WHERE moves.is_put_off) AS times_put_off,
    count(*) FILTER (WHERE moves.is_put_off AND moves.is_silent) AS silently
FROM moves
JOIN dim_counterparty AS counterparty ON counterparty.counterparty_id = moves.counterparty_id
GROUP BY moves.order_type, moves.order_id
HAVING count(*) FILTER (WHERE moves.is_put_off) > 0 AND bool_or(moves.is_current)
ORDER BY days_later DESC, moves.order_type, moves.order_id;
