-- What the pipeline keeps about itself, and where its rows wait for their publish.

CREATE SCHEMA IF NOT EXISTS etl;
COMMENT ON SCHEMA etl IS 'How the warehouse is loaded: how fresh it is, what was published when, what did not fit';

CREATE TABLE etl.ledger (
    pipeline text NOT NULL,
    complete_to timestamptz,
    published_at timestamptz NOT NULL,
    rows jsonb NOT NULL DEFAULT '{}',
    recent uuid[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (pipeline)
);
CREATE UNIQUE INDEX ledger_of_one_pipeline ON etl.ledger ((true));
COMMENT ON TABLE etl.ledger IS 'How far the warehouse is: one row, of the one pipeline that loads it.';
COMMENT ON COLUMN etl.ledger.pipeline IS 'Name of the pipeline';
COMMENT ON COLUMN etl.ledger.complete_to IS 'Everything totesys held at this instant is in the warehouse; NULL before the first cut is';
COMMENT ON COLUMN etl.ledger.published_at IS 'When the last publish was made';
COMMENT ON COLUMN etl.ledger.rows IS 'Rows published into each table since the warehouse was new';
COMMENT ON COLUMN etl.ledger.recent IS 'The last publishes, the newest first: what a job may add must follow the first of them';

CREATE TABLE etl.publish (
    id uuid NOT NULL,
    pipeline text NOT NULL,
    complete_to timestamptz,
    published_at timestamptz NOT NULL,
    rows jsonb NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX publish_published_at ON etl.publish (published_at);
COMMENT ON TABLE etl.publish IS 'Every publish that brought rows. Nothing is ever changed here.';
COMMENT ON COLUMN etl.publish.id IS 'Identifies the publish';
COMMENT ON COLUMN etl.publish.pipeline IS 'Name of the pipeline';
COMMENT ON COLUMN etl.publish.complete_to IS 'What the ledger said after it';
COMMENT ON COLUMN etl.publish.published_at IS 'When it was made';
COMMENT ON COLUMN etl.publish.rows IS 'Rows it published into each table';

CREATE SEQUENCE etl.batch_id;
COMMENT ON SEQUENCE etl.batch_id IS 'Numbers of batches';

CREATE TABLE etl.batch (
    batch_id bigint NOT NULL,
    PRIMARY KEY (batch_id)
);
COMMENT ON TABLE etl.batch IS 'Batches a checkpoint vouches for, some rows of which still wait for their cut to be complete.';
COMMENT ON COLUMN etl.batch.batch_id IS 'Number of the batch';

CREATE TABLE etl.quarantine (
    table_name text NOT NULL,
    row_key text NOT NULL,
    version integer NOT NULL,
    column_name text NOT NULL,
    recorded_at timestamptz NOT NULL,
    value text,
    reason text NOT NULL,
    PRIMARY KEY (table_name, row_key, version, column_name)
);
COMMENT ON TABLE etl.quarantine IS 'Rows of totesys that do not fit the star, a row for each column that does not; the raw zone has them whole.';
COMMENT ON COLUMN etl.quarantine.table_name IS 'Table of totesys the row is of';
COMMENT ON COLUMN etl.quarantine.row_key IS 'Key of the row in totesys';
COMMENT ON COLUMN etl.quarantine.version IS 'Version of the row';
COMMENT ON COLUMN etl.quarantine.column_name IS 'Column of the star that has no value';
COMMENT ON COLUMN etl.quarantine.recorded_at IS 'Instant of the cut that saw the version';
COMMENT ON COLUMN etl.quarantine.value IS 'What totesys says';
COMMENT ON COLUMN etl.quarantine.reason IS 'Why that does not fit';

-- Staging. What a checkpoint has promised must survive a crash of Postgres, so these tables are logged. They are filled
-- and emptied all the time: vacuum comes by number of rows, not by share.

CREATE TABLE etl.stage_dim_date (
    batch_id bigint NOT NULL,
    cut timestamptz NOT NULL,
    date_id date NOT NULL,
    year integer NOT NULL,
    month integer NOT NULL,
    day integer NOT NULL,
    day_of_week integer NOT NULL,
    day_name text NOT NULL,
    month_name text NOT NULL,
    quarter integer NOT NULL,
    version integer NOT NULL,
    valid_from timestamptz NOT NULL,
    is_deleted boolean NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

CREATE TABLE etl.stage_dim_staff (
    batch_id bigint NOT NULL,
    cut timestamptz NOT NULL,
    staff_id integer NOT NULL,
    first_name text NOT NULL,
    last_name text NOT NULL,
    department_name text NOT NULL,
    location text NOT NULL,
    email_address text NOT NULL,
    version integer NOT NULL,
    valid_from timestamptz NOT NULL,
    is_deleted boolean NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

CREATE TABLE etl.stage_dim_location (
    batch_id bigint NOT NULL,
    cut timestamptz NOT NULL,
    location_id integer NOT NULL,
    address_line_1 text NOT NULL,
    address_line_2 text,
    district text,
    city text NOT NULL,
    postal_code text NOT NULL,
    country text NOT NULL,
    phone text NOT NULL,
    version integer NOT NULL,
    valid_from timestamptz NOT NULL,
    is_deleted boolean NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

CREATE TABLE etl.stage_dim_design (
    batch_id bigint NOT NULL,
    cut timestamptz NOT NULL,
    design_id integer NOT NULL,
    design_name text NOT NULL,
    file_location text NOT NULL,
    file_name text NOT NULL,
    version integer NOT NULL,
    valid_from timestamptz NOT NULL,
    is_deleted boolean NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

CREATE TABLE etl.stage_dim_currency (
    batch_id bigint NOT NULL,
    cut timestamptz NOT NULL,
    currency_id integer NOT NULL,
    currency_code text NOT NULL,
    currency_name text NOT NULL,
    version integer NOT NULL,
    valid_from timestamptz NOT NULL,
    is_deleted boolean NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

CREATE TABLE etl.stage_dim_counterparty (
    batch_id bigint NOT NULL,
    cut timestamptz NOT NULL,
    counterparty_id integer NOT NULL,
    counterparty_legal_name text NOT NULL,
    counterparty_legal_address_line_1 text NOT NULL,
    counterparty_legal_address_line_2 text,
    counterparty_legal_district text,
    counterparty_legal_city text NOT NULL,
    counterparty_legal_postal_code text NOT NULL,
    counterparty_legal_country text NOT NULL,
    counterparty_legal_phone_number text NOT NULL,
    version integer NOT NULL,
    valid_from timestamptz NOT NULL,
    is_deleted boolean NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

CREATE TABLE etl.stage_dim_payment_type (
    batch_id bigint NOT NULL,
    cut timestamptz NOT NULL,
    payment_type_id integer NOT NULL,
    payment_type_name text NOT NULL,
    version integer NOT NULL,
    valid_from timestamptz NOT NULL,
    is_deleted boolean NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

CREATE TABLE etl.stage_dim_transaction (
    batch_id bigint NOT NULL,
    cut timestamptz NOT NULL,
    transaction_id integer NOT NULL,
    transaction_type text NOT NULL,
    sales_order_id integer,
    purchase_order_id integer,
    version integer NOT NULL,
    valid_from timestamptz NOT NULL,
    is_deleted boolean NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

CREATE TABLE etl.stage_fact_sales_order (
    batch_id bigint NOT NULL,
    cut timestamptz NOT NULL,
    sales_order_id integer NOT NULL,
    created_date date NOT NULL,
    created_time time NOT NULL,
    last_updated_date date NOT NULL,
    last_updated_time time NOT NULL,
    sales_staff_id integer NOT NULL,
    counterparty_id integer NOT NULL,
    units_sold integer NOT NULL,
    unit_price numeric(10,2) NOT NULL,
    currency_id integer NOT NULL,
    design_id integer NOT NULL,
    agreed_payment_date date NOT NULL,
    agreed_delivery_date date NOT NULL,
    agreed_delivery_location_id integer NOT NULL,
    version integer NOT NULL,
    recorded_at timestamptz NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

CREATE TABLE etl.stage_fact_purchase_order (
    batch_id bigint NOT NULL,
    cut timestamptz NOT NULL,
    purchase_order_id integer NOT NULL,
    created_date date NOT NULL,
    created_time time NOT NULL,
    last_updated_date date NOT NULL,
    last_updated_time time NOT NULL,
    staff_id integer NOT NULL,
    counterparty_id integer NOT NULL,
    item_code text NOT NULL,
    item_quantity integer NOT NULL,
    item_unit_price numeric(10,2) NOT NULL,
    currency_id integer NOT NULL,
    agreed_delivery_date date NOT NULL,
    agreed_payment_date date NOT NULL,
    agreed_delivery_location_id integer NOT NULL,
    version integer NOT NULL,
    recorded_at timestamptz NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

CREATE TABLE etl.stage_fact_payment (
    batch_id bigint NOT NULL,
    cut timestamptz NOT NULL,
    payment_id integer NOT NULL,
    created_date date NOT NULL,
    created_time time NOT NULL,
    last_updated_date date NOT NULL,
    last_updated_time time NOT NULL,
    transaction_id integer NOT NULL,
    counterparty_id integer NOT NULL,
    payment_amount numeric(10,2) NOT NULL,
    currency_id integer NOT NULL,
    payment_type_id integer NOT NULL,
    paid boolean NOT NULL,
    payment_date date NOT NULL,
    version integer NOT NULL,
    recorded_at timestamptz NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

CREATE TABLE etl.stage_quarantine (
    batch_id bigint NOT NULL,
    cut timestamptz NOT NULL,
    table_name text NOT NULL,
    row_key text NOT NULL,
    version integer NOT NULL,
    column_name text NOT NULL,
    recorded_at timestamptz NOT NULL,
    value text,
    reason text NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- A staged column means what it means in the table it is for.
DO $$
DECLARE
    staged record;
BEGIN
    FOR staged IN
        SELECT t.oid, t.relname, a.attname, a.attnum, target.meaning
        FROM pg_class t
        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0
        LEFT JOIN LATERAL (
            SELECT col_description(s.oid, m.attnum) AS meaning
            FROM pg_class s
            JOIN pg_attribute m ON m.attrelid = s.oid AND m.attname = a.attname
            WHERE s.relname IN (replace(t.relname, 'stage_', ''), replace(t.relname, 'stage_', '') || '_history')
              AND s.relnamespace IN ('public'::regnamespace, 'etl'::regnamespace)
            ORDER BY length(s.relname)
            LIMIT 1
        ) target ON true
        WHERE t.relnamespace = 'etl'::regnamespace AND t.relkind = 'r' AND t.relname LIKE 'stage\_%'
        ORDER BY t.relname, a.attnum
    LOOP
        IF staged.attnum = 1 THEN
            EXECUTE format(
                'COMMENT ON TABLE etl.%I IS %L', staged.relname,
                format('Rows on their way to %s, until their cut is complete', replace(staged.relname, 'stage_', '')));
        END IF;
        EXECUTE format(
            'COMMENT ON COLUMN etl.%I.%I IS %L', staged.relname, staged.attname,
            CASE staged.attname
                WHEN 'batch_id' THEN 'The batch that brought the row'
                WHEN 'cut' THEN 'Instant of the cut that must be complete before the row may be seen'
                ELSE coalesce(staged.meaning, CASE staged.attname
                    WHEN 'version' THEN 'Always 1'
                    WHEN 'valid_from' THEN 'Always -infinity'
                    WHEN 'is_deleted' THEN 'Always false'
                END)
            END);
    END LOOP;
END
$$;
