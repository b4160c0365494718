-- Which counterparties have another legal address, since when, and what did they order before and after? For legal, and
-- for whoever has to send invoices again.
--
-- A row for each move of a counterparty. Orders are those of sale and of purchase as they are now, by the moment they
-- were made: all before the move and all after it, whatever other moves there were.
WITH addresses AS (
    SELECT
        counterparty_id,
        version,
        valid_from,
        concat_ws(
            ', ',
            nullif(counterparty_legal_address_line_1, ''),
            nullif(counterparty_legal_address_line_2, ''),
            nullif(counterparty_legal_district, ''),
            nullif(counterparty_legal_city, ''),
            nullif(counterparty_legal_postal_code, ''),
            nullif(counterparty_legal_country, '')
        ) AS address
    FROM dim_counterparty_history
    WHERE NOT is_inferred
),
moves AS (
    SELECT
        counterparty_id,
        valid_from AS moved_at,
        lag(address) OVER (PARTITION BY counterparty_id ORDER BY version) AS old_address,
        address AS new_address
    FROM addresses
),
orders AS (
    SELECT counterparty_id, (created_date + created_time) AT TIME ZONE 'UTC' AS created_at
    FROM current_fact_sales_order
    UNION ALL
    SELECT counterparty_id, (created_date + created_time) AT TIME ZONE 'UTC'
    FROM current_fact_purchase_order
)
SELECT
    counterparty.counterparty_id,
    counterparty.counterparty_legal_name AS counterparty,
    moves.moved_at,
    moves.old_address,
    moves.new_address,
    count(orders.created_at) FILTER (WHERE orders.created_at < moves.moved_at) AS orders_before,
    count(orders.created_at) FILTER (WHERE orders.created_at >= moves.moved_at) AS orders_after
FROM moves
JOIN dim_counterparty AS counterparty ON counterparty.counterparty_id = moves.counterparty_id
LEFT JOIN orders ON orders.counterparty_id = moves.counterparty_id
WHERE moves.old_address <> moves.new_address
GROUP BY
    counterparty.counterparty_id,
    counterparty.counterparty_legal_name,
    moves.moved_at,
    moves.old_address,
    moves.new_address
ORDER BY counterparty.counterparty_id, moves.moved_at;
