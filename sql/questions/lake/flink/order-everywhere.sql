-- Where is each version of a sales order, in totesys, the lake and the warehouse? For whoever has to explain a number.
--
-- A row for each version: put the number of the order in the place of 5, four times as a number and once as text.
-- processed_as is the table of the processed zone that has it, is_published and is_current what the warehouse says, and
-- is_now_in_totesys that totesys has the order with these values.
WITH life AS (
    SELECT * FROM `raw`.sales_order WHERE sales_order_id = 5
),
processed_facts AS (
    SELECT version FROM processed.fact_sales_order WHERE sales_order_id = 5
),
published AS (
    SELECT version, recorded_at, is_current FROM warehouse.fact_sales_order WHERE sales_order_id = 5
),
refused AS (
    SELECT version, min(reason) AS reason
    FROM warehouse.etl_quarantine
    WHERE table_name = 'sales_order' AND row_key = '5' AND column_name <> ''
    GROUP BY version
),
today AS (
    SELECT * FROM totesys.sales_order WHERE sales_order_id = 5
)
SELECT
    life._version AS version,
    life._op AS operation,
    life._cut AS seen_at,
    CASE
        WHEN processed_facts.version IS NOT NULL THEN 'fact_sales_order'
        WHEN refused.version IS NOT NULL THEN 'quarantine'
    END AS processed_as,
    refused.reason,
    published.version IS NOT NULL AS is_published,
    published.recorded_at,
    published.is_current,
    today.sales_order_id IS NOT NULL AS is_now_in_totesys
FROM life
LEFT JOIN processed_facts ON processed_facts.version = life._version
LEFT JOIN published ON published.version = life._version
LEFT JOIN refused ON refused.version = life._version
LEFT JOIN today
    ON
        today.units_sold = life.units_sold
        AND today.unit_price = life.unit_price
        AND today.agreed_delivery_date = life.agreed_delivery_date
        AND today.last_updated = life.last_updated
ORDER BY life._version;
