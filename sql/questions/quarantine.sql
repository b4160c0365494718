-- Which rows did not fit, and which still do not? For whoever can correct them in totesys.
--
-- A row for each value in quarantine. is_open says that the row of totesys is still as this line says: until it is put
-- right, facts and dimensions show an earlier version of it, or none. Those come first, then those that were corrected,
-- with the cut that saw it.
SELECT
    closed_at IS NULL AS is_open,
    table_name,
    row_key,
    version,
    column_name,
    value,
    reason,
    recorded_at,
    closed_at
FROM etl.quarantine
ORDER BY
    is_open DESC,
    table_name,
    length(row_key),
    row_key,
    version,
    column_name;
