-- How fresh is the warehouse? For everybody, before they rely on a number.
--
-- A row for the pipeline, and below it how many rows it has published into each table. Everything totesys held at
-- complete_to is here, and nothing later; published_at is when that became visible, after so many seconds.
SELECT
    ledger.pipeline,
    ledger.complete_to,
    ledger.published_at,
    round(extract(epoch FROM ledger.published_at - ledger.complete_to)::numeric, 3) AS seconds_to_publish,
    published.key AS table_name,
    published.value::bigint AS rows
FROM etl.ledger AS ledger
LEFT JOIN LATERAL jsonb_each_text(ledger.rows) AS published ON true
ORDER BY ledger.pipeline, published.key COLLATE "C";
