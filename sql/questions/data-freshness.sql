-- How fresh is the warehouse? For everybody, before they rely on a number.
--
-- How many rows the pipeline has published into each table, all versions counted. Everything totesys held at complete_to
-- is here, and nothing later: so the warehouse is so many seconds behind. published_at is when rows last came.
SELECT
    ledger.pipeline,
    ledger.complete_to,
    round(extract(epoch FROM now() - ledger.complete_to)::numeric, 3) AS seconds_behind,
    ledger.published_at,
    published.key AS table_name,
    published.value::bigint AS rows
FROM etl.ledger AS ledger
LEFT JOIN LATERAL jsonb_each_text(ledger.rows) AS published ON true
ORDER BY ledger.pipeline, published.key COLLATE "C";
