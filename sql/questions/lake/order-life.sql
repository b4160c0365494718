-- What has become of a sales order, from totesys to the star? For whoever has to explain a number.
--
-- A row for each change of the order: put its number in the place of 5, twice as a number and once as text. place says
-- where that version is, reason why it is not in the star. is_silent says that last_updated was left as it was.
WITH life AS (
    SELECT
        raw_sales_order.*,
        lag(last_updated) OVER (ORDER BY _version) AS last_updated_before
    FROM raw_sales_order
    WHERE sales_order_id = 5
),
star AS (
    SELECT version FROM fact_sales_order WHERE sales_order_id = 5
),
refused AS (
    SELECT
        version,
        min(column_name) AS column_name,
        min(reason) AS reason
    FROM quarantine
    WHERE table_name = 'sales_order' AND row_key = '5' AND column_name <> ''
    GROUP BY version
)
SELECT
    life._version AS version,
    life._op AS operation,
    life._cut AS seen_at,
    life._xid AS written_by,
    life.units_sold,
    life.unit_price,
    life.agreed_delivery_date,
    life._op = 'update' AND life.last_updated = life.last_updated_before AS is_silent,
    CASE
        WHEN star.version IS NOT NULL THEN 'star'
        WHEN refused.version IS NOT NULL THEN 'quarantine'
        ELSE 'raw zone'
    END AS place,
    refused.column_name,
    refused.reason
FROM life
LEFT JOIN star ON star.version = life._version
LEFT JOIN refused ON refused.version = life._version
ORDER BY life._version;
