-- Which rows did not fit, and which still do not? For whoever can correct them in totesys.
--
-- A row for each value in quarantine. is_open says that no later version of the order or payment fits: until one does,
-- the facts show an earlier version of it, or none. It is NULL for rows of dimensions, which come first because they
-- may be open; then come those that are, then those that were corrected.
WITH last_fits AS (
    SELECT 'sales_order' AS table_name, sales_order_id::text AS row_key, version FROM current_fact_sales_order
    UNION ALL
    SELECT 'purchase_order', purchase_order_id::text, version FROM current_fact_purchase_order
    UNION ALL
    SELECT 'payment', payment_id::text, version FROM current_fact_payment
)
SELECT
    CASE
        WHEN quarantine.table_name IN ('sales_order', 'purchase_order', 'payment')
            THEN coalesce(last_fits.version, 0) < quarantine.version
    END AS is_open,
    quarantine.table_name,
    quarantine.row_key,
    quarantine.version,
    quarantine.column_name,
    quarantine.value,
    quarantine.reason,
    quarantine.recorded_at
FROM etl.quarantine AS quarantine
LEFT JOIN last_fits ON last_fits.table_name = quarantine.table_name AND last_fits.row_key = quarantine.row_key
ORDER BY
    is_open DESC NULLS FIRST,
    quarantine.table_name,
    length(quarantine.row_key),
    quarantine.row_key,
    quarantine.version,
    quarantine.column_name;
