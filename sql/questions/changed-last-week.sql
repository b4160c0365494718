-- What has changed in the last week? For whoever watches the trade, or the pipeline.
--
-- A row for each fact table and day. Now is the newest version in the warehouse; days are 24 hours each, counted back
-- from it: day 0 is the last 24 hours, day 6 the first of the seven. new_rows are those never seen before, changed_rows
-- those of which a later version came, deleted_rows those that are gone since, at least for a while; a row that came first
-- with values that did not fit counts as changed, and so does one that came back. In the week of a first load all rows
-- are new.
WITH versions AS (
    SELECT 'fact_sales_order' AS fact, sales_order_id AS id, version, recorded_at, is_deleted FROM fact_sales_order
    UNION ALL
    SELECT 'fact_purchase_order', purchase_order_id, version, recorded_at, is_deleted FROM fact_purchase_order
    UNION ALL
    SELECT 'fact_payment', payment_id, version, recorded_at, is_deleted FROM fact_payment
),
newest AS (
    SELECT greatest(
        (SELECT max(recorded_at) FROM fact_sales_order),
        (SELECT max(recorded_at) FROM fact_purchase_order),
        (SELECT max(recorded_at) FROM fact_payment)
    ) AS recorded_at
)
SELECT
    floor(extract(epoch FROM newest.recorded_at - versions.recorded_at) / 86400)::int AS days_ago,
    versions.fact,
    count(*) AS versions,
    count(DISTINCT versions.id) FILTER (WHERE versions.version = 1) AS new_rows,
    count(DISTINCT versions.id) FILTER (WHERE versions.version > 1 AND NOT versions.is_deleted) AS changed_rows,
    count(DISTINCT versions.id) FILTER (WHERE versions.is_deleted) AS deleted_rows
FROM versions
JOIN newest ON versions.recorded_at > newest.recorded_at - interval '168 hours'
GROUP BY days_ago, versions.fact
ORDER BY days_ago, versions.fact;
