-- Where were our customers and suppliers? For legal and invoicing.
--
-- A row for each counterparty with the address it had at an instant: put yours, in UTC, in the place of 20 November 2024.
-- An address that totesys was told of late counts from when it was so.
SELECT
    counterparty_id,
    counterparty_legal_name,
    counterparty_legal_address_line_1,
    counterparty_legal_city,
    version,
    valid_from
FROM (
    SELECT
        dim_counterparty.*,
        row_number() OVER (PARTITION BY counterparty_id ORDER BY version DESC) AS newest
    FROM dim_counterparty
    WHERE valid_from <= TIMESTAMP '2024-11-20 00:00:00'
) AS known
WHERE newest = 1 AND NOT is_deleted
ORDER BY counterparty_id;
