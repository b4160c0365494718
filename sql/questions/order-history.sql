-- What has happened to a sales order? For customer service, with a customer on the phone.
--
-- A row for each version of the order: put its number in the place of 4. what_changed names each column that differs
-- from the version before, with both values; is_silent says that last_updated was left as it was; is_deleted that the
-- order is gone, with the values it had last. A number that is missing is a version that did not fit: quarantine.sql has
-- it.
WITH versions AS (
    SELECT
        version,
        recorded_at,
        is_current,
        is_deleted,
        to_jsonb(sale) - '{sales_record_id,version,recorded_at,is_current,is_deleted}'::text[] AS content
    FROM fact_sales_order AS sale
    WHERE sales_order_id = 4
),
neighbours AS (
    SELECT *, lag(content) OVER (ORDER BY version) AS before FROM versions
)
SELECT
    version,
    recorded_at,
    is_current,
    is_deleted,
    NOT is_deleted
        AND (content -> 'last_updated_date', content -> 'last_updated_time')
            = (before -> 'last_updated_date', before -> 'last_updated_time') AS is_silent,
    (
        SELECT string_agg(
            field.key || ': ' || (before ->> field.key) || ' -> ' || field.value, ', ' ORDER BY field.key COLLATE "C"
        )
        FROM jsonb_each_text(content) AS field
        WHERE field.value IS DISTINCT FROM before ->> field.key
    ) AS what_changed
FROM neighbours
ORDER BY version;
