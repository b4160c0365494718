-- Lines of the quarantine have an end: with it the table says what does not fit now, and what did not at any cut.

ALTER TABLE etl.quarantine ADD COLUMN closed_at timestamptz;
COMMENT ON COLUMN etl.quarantine.closed_at IS 'Instant of the cut that saw the next version of the row, or saw it gone; NULL while the row is as this line says';

CREATE INDEX quarantine_open ON etl.quarantine (table_name, row_key) WHERE closed_at IS NULL;

-- What can be known of lines that are here: the next version of their row that did not fit, or the next fact.
UPDATE etl.quarantine AS line
SET closed_at = (
    SELECT min(later.recorded_at)
    FROM (
        SELECT next.recorded_at
        FROM etl.quarantine AS next
        WHERE next.table_name = line.table_name AND next.row_key = line.row_key AND next.version > line.version
        UNION ALL
        SELECT recorded_at FROM public.fact_sales_order AS fact
        WHERE line.table_name = 'sales_order' AND fact.sales_order_id::text = line.row_key
            AND fact.version > line.version
        UNION ALL
        SELECT recorded_at FROM public.fact_purchase_order AS fact
        WHERE line.table_name = 'purchase_order' AND fact.purchase_order_id::text = line.row_key
            AND fact.version > line.version
        UNION ALL
        SELECT recorded_at FROM public.fact_payment AS fact
        WHERE line.table_name = 'payment' AND fact.payment_id::text = line.row_key AND fact.version > line.version
    ) AS later
);

CREATE VIEW etl.open_quarantine AS
SELECT table_name, row_key, version, column_name, recorded_at, value, reason
FROM etl.quarantine
WHERE closed_at IS NULL;
COMMENT ON VIEW etl.open_quarantine IS 'What does not fit now: a row for each column of a row of totesys, whose last version is in quarantine.';
COMMENT ON COLUMN etl.open_quarantine.table_name IS 'Table of totesys the row is of';
COMMENT ON COLUMN etl.open_quarantine.row_key IS 'Key of the row in totesys';
COMMENT ON COLUMN etl.open_quarantine.version IS 'Version of the row';
COMMENT ON COLUMN etl.open_quarantine.column_name IS 'Column of totesys that does not fit';
COMMENT ON COLUMN etl.open_quarantine.recorded_at IS 'Instant of the cut that saw the version';
COMMENT ON COLUMN etl.open_quarantine.value IS 'What totesys says';
COMMENT ON COLUMN etl.open_quarantine.reason IS 'Why that does not fit';

COMMENT ON COLUMN etl.quarantine.column_name IS 'Column of totesys that does not fit';
COMMENT ON COLUMN etl.stage_quarantine.column_name IS 'Column of totesys that does not fit; empty in a line that ends those of the versions before';

ALTER TABLE etl.ledger ADD COLUMN refused_to timestamptz;
COMMENT ON COLUMN etl.ledger.refused_to IS 'The last cut that was not published because too much of it does not fit; NULL once a later one was';
