-- The star: facts and dimensions. Columns that dashboards rely on come first, in a fixed order; ours follow.
--
-- There are no physical foreign keys: a publish checks all it brings at once, which is far cheaper than row by row.

-- Dimensions: the latest values under their natural key.

CREATE TABLE public.dim_date (
    date_id date NOT NULL,
    year integer NOT NULL,
    month integer NOT NULL,
    day integer NOT NULL,
    day_of_week integer NOT NULL,
    day_name text NOT NULL,
    month_name text NOT NULL,
    quarter integer NOT NULL,
    PRIMARY KEY (date_id)
);
COMMENT ON TABLE public.dim_date IS 'Every day of every year that a fact refers to.';
COMMENT ON COLUMN public.dim_date.date_id IS 'The day';
COMMENT ON COLUMN public.dim_date.year IS 'Year';
COMMENT ON COLUMN public.dim_date.month IS 'Month of the year: 1 to 12';
COMMENT ON COLUMN public.dim_date.day IS 'Day of the month: 1 to 31';
COMMENT ON COLUMN public.dim_date.day_of_week IS 'Day of the week by ISO 8601: Monday is 1, Sunday 7';
COMMENT ON COLUMN public.dim_date.day_name IS 'Name of the day: Monday to Sunday';
COMMENT ON COLUMN public.dim_date.month_name IS 'Name of the month: January to December';
COMMENT ON COLUMN public.dim_date.quarter IS 'Quarter of the year: 1 to 4';

CREATE TABLE public.dim_staff (
    staff_id integer NOT NULL,
    first_name text NOT NULL,
    last_name text NOT NULL,
    department_name text NOT NULL,
    location text NOT NULL,
    email_address text NOT NULL,
    is_deleted boolean NOT NULL DEFAULT false,
    is_inferred boolean NOT NULL DEFAULT false,
    PRIMARY KEY (staff_id)
);
COMMENT ON TABLE public.dim_staff IS 'Who sold or bought: staff with the department they belong to, the latest values.';
COMMENT ON COLUMN public.dim_staff.staff_id IS 'Key of the staff member in totesys';
COMMENT ON COLUMN public.dim_staff.first_name IS 'First name';
COMMENT ON COLUMN public.dim_staff.last_name IS 'Last name';
COMMENT ON COLUMN public.dim_staff.department_name IS 'Name of the department the staff member belongs to';
COMMENT ON COLUMN public.dim_staff.location IS 'Where the department is; "Not known" where totesys does not say';
COMMENT ON COLUMN public.dim_staff.email_address IS 'E-mail address';
COMMENT ON COLUMN public.dim_staff.is_deleted IS 'Whether the row is gone from totesys: these are its last values';
COMMENT ON COLUMN public.dim_staff.is_inferred IS 'Whether a fact refers to the row and nothing is known of it: its texts say "Not known"';

CREATE TABLE public.dim_location (
    location_id integer NOT NULL,
    address_line_1 text NOT NULL,
    address_line_2 text,
    district text,
    city text NOT NULL,
    postal_code text NOT NULL,
    country text NOT NULL,
    phone text NOT NULL,
    is_deleted boolean NOT NULL DEFAULT false,
    is_inferred boolean NOT NULL DEFAULT false,
    PRIMARY KEY (location_id)
);
COMMENT ON TABLE public.dim_location IS 'Where orders are delivered to: addresses, the latest values.';
COMMENT ON COLUMN public.dim_location.location_id IS 'Key of the address in totesys (address_id)';
COMMENT ON COLUMN public.dim_location.address_line_1 IS 'First line of the address';
COMMENT ON COLUMN public.dim_location.address_line_2 IS 'Second line of the address, if it has one';
COMMENT ON COLUMN public.dim_location.district IS 'District, if the address has one';
COMMENT ON COLUMN public.dim_location.city IS 'City';
COMMENT ON COLUMN public.dim_location.postal_code IS 'Postal code: text, leading zeros count';
COMMENT ON COLUMN public.dim_location.country IS 'Country';
COMMENT ON COLUMN public.dim_location.phone IS 'Phone number';
COMMENT ON COLUMN public.dim_location.is_deleted IS 'Whether the row is gone from totesys: these are its last values';
COMMENT ON COLUMN public.dim_location.is_inferred IS 'Whether a fact refers to the row and nothing is known of it: its texts say "Not known"';

CREATE TABLE public.dim_design (
    design_id integer NOT NULL,
    design_name text NOT NULL,
    file_location text NOT NULL,
    file_name text NOT NULL,
    is_deleted boolean NOT NULL DEFAULT false,
    is_inferred boolean NOT NULL DEFAULT false,
    PRIMARY KEY (design_id)
);
COMMENT ON TABLE public.dim_design IS 'What is sold: designs, the latest values.';
COMMENT ON COLUMN public.dim_design.design_id IS 'Key of the design in totesys';
COMMENT ON COLUMN public.dim_design.design_name IS 'Name of the design';
COMMENT ON COLUMN public.dim_design.file_location IS 'Folder of the file the design is kept in';
COMMENT ON COLUMN public.dim_design.file_name IS 'Name of the file the design is kept in';
COMMENT ON COLUMN public.dim_design.is_deleted IS 'Whether the row is gone from totesys: these are its last values';
COMMENT ON COLUMN public.dim_design.is_inferred IS 'Whether a fact refers to the row and nothing is known of it: its texts say "Not known"';

CREATE TABLE public.dim_currency (
    currency_id integer NOT NULL,
    currency_code text NOT NULL,
    currency_name text NOT NULL,
    is_deleted boolean NOT NULL DEFAULT false,
    is_inferred boolean NOT NULL DEFAULT false,
    PRIMARY KEY (currency_id)
);
COMMENT ON TABLE public.dim_currency IS 'Currencies, the latest values.';
COMMENT ON COLUMN public.dim_currency.currency_id IS 'Key of the currency in totesys';
COMMENT ON COLUMN public.dim_currency.currency_code IS 'ISO 4217 code';
COMMENT ON COLUMN public.dim_currency.currency_name IS 'English name of the code in ISO 4217; the code itself if nobody knows it';
COMMENT ON COLUMN public.dim_currency.is_deleted IS 'Whether the row is gone from totesys: these are its last values';
COMMENT ON COLUMN public.dim_currency.is_inferred IS 'Whether a fact refers to the row and nothing is known of it: its texts say "Not known"';

CREATE TABLE public.dim_counterparty (
    counterparty_id integer NOT NULL,
    counterparty_legal_name text NOT NULL,
    counterparty_legal_address_line_1 text NOT NULL,
    counterparty_legal_address_line_2 text,
    counterparty_legal_district text,
    counterparty_legal_city text NOT NULL,
    counterparty_legal_postal_code text NOT NULL,
    counterparty_legal_country text NOT NULL,
    counterparty_legal_phone_number text NOT NULL,
    is_deleted boolean NOT NULL DEFAULT false,
    is_inferred boolean NOT NULL DEFAULT false,
    PRIMARY KEY (counterparty_id)
);
COMMENT ON TABLE public.dim_counterparty IS 'Who buys from us or sells to us: companies with their legal address, the latest values.';
COMMENT ON COLUMN public.dim_counterparty.counterparty_id IS 'Key of the counterparty in totesys';
COMMENT ON COLUMN public.dim_counterparty.counterparty_legal_name IS 'Legal name';
COMMENT ON COLUMN public.dim_counterparty.counterparty_legal_address_line_1 IS 'First line of the legal address';
COMMENT ON COLUMN public.dim_counterparty.counterparty_legal_address_line_2 IS 'Second line of the legal address, if it has one';
COMMENT ON COLUMN public.dim_counterparty.counterparty_legal_district IS 'District of the legal address, if it has one';
COMMENT ON COLUMN public.dim_counterparty.counterparty_legal_city IS 'City of the legal address';
COMMENT ON COLUMN public.dim_counterparty.counterparty_legal_postal_code IS 'Postal code of the legal address: text, leading zeros count';
COMMENT ON COLUMN public.dim_counterparty.counterparty_legal_country IS 'Country of the legal address';
COMMENT ON COLUMN public.dim_counterparty.counterparty_legal_phone_number IS 'Phone number at the legal address';
COMMENT ON COLUMN public.dim_counterparty.is_deleted IS 'Whether the row is gone from totesys: these are its last values';
COMMENT ON COLUMN public.dim_counterparty.is_inferred IS 'Whether a fact refers to the row and nothing is known of it: its texts say "Not known"';

CREATE TABLE public.dim_payment_type (
    payment_type_id integer NOT NULL,
    payment_type_name text NOT NULL,
    is_deleted boolean NOT NULL DEFAULT false,
    is_inferred boolean NOT NULL DEFAULT false,
    PRIMARY KEY (payment_type_id)
);
COMMENT ON TABLE public.dim_payment_type IS 'Kinds of payments, the latest values.';
COMMENT ON COLUMN public.dim_payment_type.payment_type_id IS 'Key of the payment type in totesys';
COMMENT ON COLUMN public.dim_payment_type.payment_type_name IS 'SALES_RECEIPT, SALES_REFUND, PURCHASE_PAYMENT or PURCHASE_REFUND';
COMMENT ON COLUMN public.dim_payment_type.is_deleted IS 'Whether the row is gone from totesys: these are its last values';
COMMENT ON COLUMN public.dim_payment_type.is_inferred IS 'Whether a fact refers to the row and nothing is known of it: its texts say "Not known"';

CREATE TABLE public.dim_transaction (
    transaction_id integer NOT NULL,
    transaction_type text NOT NULL,
    sales_order_id integer,
    purchase_order_id integer,
    is_deleted boolean NOT NULL DEFAULT false,
    is_inferred boolean NOT NULL DEFAULT false,
    PRIMARY KEY (transaction_id)
);
COMMENT ON TABLE public.dim_transaction IS 'What payments are for: a sale or a purchase, the latest values.';
COMMENT ON COLUMN public.dim_transaction.transaction_id IS 'Key of the transaction in totesys';
COMMENT ON COLUMN public.dim_transaction.transaction_type IS 'SALE or PURCHASE';
COMMENT ON COLUMN public.dim_transaction.sales_order_id IS 'The sales order, if it is a sale';
COMMENT ON COLUMN public.dim_transaction.purchase_order_id IS 'The purchase order, if it is a purchase';
COMMENT ON COLUMN public.dim_transaction.is_deleted IS 'Whether the row is gone from totesys: these are its last values';
COMMENT ON COLUMN public.dim_transaction.is_inferred IS 'Whether a fact refers to the row and nothing is known of it: its texts say "Not known"';

-- Dimensions: all versions, each valid from its valid_from until before its valid_to.
--
-- That no two versions of a key hold at once is kept by an exclusion constraint that leaves out first versions nothing
-- has followed yet: almost all rows, which would cost fifteen times the loading. There is at most one open version of a
-- key, which is what is left to prove for them. A key is compared as a range of int8: the greatest int4 has no range of
-- its own.

CREATE TABLE public.dim_staff_history (
    staff_id integer NOT NULL,
    first_name text NOT NULL,
    last_name text NOT NULL,
    department_name text NOT NULL,
    location text NOT NULL,
    email_address text NOT NULL,
    version integer NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to timestamptz NOT NULL,
    is_current boolean NOT NULL,
    is_inferred boolean NOT NULL DEFAULT false,
    PRIMARY KEY (staff_id, version),
    CONSTRAINT dim_staff_history_holds_some_time CHECK (valid_from < valid_to),
    CONSTRAINT dim_staff_history_current_is_open CHECK (is_current = (valid_to = 'infinity')),
    CONSTRAINT dim_staff_history_one_at_a_time EXCLUDE USING gist
        (int8range(staff_id, staff_id, '[]') WITH =, tstzrange(valid_from, valid_to) WITH &&)
        WHERE (version > 1 OR NOT is_current)
);
CREATE UNIQUE INDEX dim_staff_history_one_current ON public.dim_staff_history (staff_id) WHERE is_current;
COMMENT ON TABLE public.dim_staff_history IS 'Who sold or bought: staff with the department they belong to, all versions.';
COMMENT ON COLUMN public.dim_staff_history.staff_id IS 'Key of the staff member in totesys';
COMMENT ON COLUMN public.dim_staff_history.first_name IS 'First name';
COMMENT ON COLUMN public.dim_staff_history.last_name IS 'Last name';
COMMENT ON COLUMN public.dim_staff_history.department_name IS 'Name of the department the staff member belongs to';
COMMENT ON COLUMN public.dim_staff_history.location IS 'Where the department is; "Not known" where totesys does not say';
COMMENT ON COLUMN public.dim_staff_history.email_address IS 'E-mail address';
COMMENT ON COLUMN public.dim_staff_history.version IS 'Version of the row: 1, 2, 3, ... in the order of the cuts that saw them';
COMMENT ON COLUMN public.dim_staff_history.valid_from IS 'From when on the version holds. For facts recorded before its first version, that one holds';
COMMENT ON COLUMN public.dim_staff_history.valid_to IS 'Until when it holds, that moment excluded; infinity for the version that holds now';
COMMENT ON COLUMN public.dim_staff_history.is_current IS 'Whether the version holds now';
COMMENT ON COLUMN public.dim_staff_history.is_inferred IS 'Whether the version stands for a row that nothing is known of, until it is';

CREATE TABLE public.dim_location_history (
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
    valid_to timestamptz NOT NULL,
    is_current boolean NOT NULL,
    is_inferred boolean NOT NULL DEFAULT false,
    PRIMARY KEY (location_id, version),
    CONSTRAINT dim_location_history_holds_some_time CHECK (valid_from < valid_to),
    CONSTRAINT dim_location_history_current_is_open CHECK (is_current = (valid_to = 'infinity')),
    CONSTRAINT dim_location_history_one_at_a_time EXCLUDE USING gist
        (int8range(location_id, location_id, '[]') WITH =, tstzrange(valid_from, valid_to) WITH &&)
        WHERE (version > 1 OR NOT is_current)
);
CREATE UNIQUE INDEX dim_location_history_one_current ON public.dim_location_history (location_id) WHERE is_current;
COMMENT ON TABLE public.dim_location_history IS 'Where orders are delivered to: addresses, all versions.';
COMMENT ON COLUMN public.dim_location_history.location_id IS 'Key of the address in totesys (address_id)';
COMMENT ON COLUMN public.dim_location_history.address_line_1 IS 'First line of the address';
COMMENT ON COLUMN public.dim_location_history.address_line_2 IS 'Second line of the address, if it has one';
COMMENT ON COLUMN public.dim_location_history.district IS 'District, if the address has one';
COMMENT ON COLUMN public.dim_location_history.city IS 'City';
COMMENT ON COLUMN public.dim_location_history.postal_code IS 'Postal code: text, leading zeros count';
COMMENT ON COLUMN public.dim_location_history.country IS 'Country';
COMMENT ON COLUMN public.dim_location_history.phone IS 'Phone number';
COMMENT ON COLUMN public.dim_location_history.version IS 'Version of the row: 1, 2, 3, ... in the order of the cuts that saw them';
COMMENT ON COLUMN public.dim_location_history.valid_from IS 'From when on the version holds. For facts recorded before its first version, that one holds';
COMMENT ON COLUMN public.dim_location_history.valid_to IS 'Until when it holds, that moment excluded; infinity for the version that holds now';
COMMENT ON COLUMN public.dim_location_history.is_current IS 'Whether the version holds now';
COMMENT ON COLUMN public.dim_location_history.is_inferred IS 'Whether the version stands for a row that nothing is known of, until it is';

CREATE TABLE public.dim_design_history (
    design_id integer NOT NULL,
    design_name text NOT NULL,
    file_location text NOT NULL,
    file_name text NOT NULL,
    version integer NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to timestamptz NOT NULL,
    is_current boolean NOT NULL,
    is_inferred boolean NOT NULL DEFAULT false,
    PRIMARY KEY (design_id, version),
    CONSTRAINT dim_design_history_holds_some_time CHECK (valid_from < valid_to),
    CONSTRAINT dim_design_history_current_is_open CHECK (is_current = (valid_to = 'infinity')),
    CONSTRAINT dim_design_history_one_at_a_time EXCLUDE USING gist
        (int8range(design_id, design_id, '[]') WITH =, tstzrange(valid_from, valid_to) WITH &&)
        WHERE (version > 1 OR NOT is_current)
);
CREATE UNIQUE INDEX dim_design_history_one_current ON public.dim_design_history (design_id) WHERE is_current;
COMMENT ON TABLE public.dim_design_history IS 'What is sold: designs, all versions.';
COMMENT ON COLUMN public.dim_design_history.design_id IS 'Key of the design in totesys';
COMMENT ON COLUMN public.dim_design_history.design_name IS 'Name of the design';
COMMENT ON COLUMN public.dim_design_history.file_location IS 'Folder of the file the design is kept in';
COMMENT ON COLUMN public.dim_design_history.file_name IS 'Name of the file the design is kept in';
COMMENT ON COLUMN public.dim_design_history.version IS 'Version of the row: 1, 2, 3, ... in the order of the cuts that saw them';
COMMENT ON COLUMN public.dim_design_history.valid_from IS 'From when on the version holds. For facts recorded before its first version, that one holds';
COMMENT ON COLUMN public.dim_design_history.valid_to IS 'Until when it holds, that moment excluded; infinity for the version that holds now';
COMMENT ON COLUMN public.dim_design_history.is_current IS 'Whether the version holds now';
COMMENT ON COLUMN public.dim_design_history.is_inferred IS 'Whether the version stands for a row that nothing is known of, until it is';

CREATE TABLE public.dim_currency_history (
    currency_id integer NOT NULL,
    currency_code text NOT NULL,
    currency_name text NOT NULL,
    version integer NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to timestamptz NOT NULL,
    is_current boolean NOT NULL,
    is_inferred boolean NOT NULL DEFAULT false,
    PRIMARY KEY (currency_id, version),
    CONSTRAINT dim_currency_history_holds_some_time CHECK (valid_from < valid_to),
    CONSTRAINT dim_currency_history_current_is_open CHECK (is_current = (valid_to = 'infinity')),
    CONSTRAINT dim_currency_history_one_at_a_time EXCLUDE USING gist
        (int8range(currency_id, currency_id, '[]') WITH =, tstzrange(valid_from, valid_to) WITH &&)
        WHERE (version > 1 OR NOT is_current)
);
CREATE UNIQUE INDEX dim_currency_history_one_current ON public.dim_currency_history (currency_id) WHERE is_current;
COMMENT ON TABLE public.dim_currency_history IS 'Currencies, all versions.';
COMMENT ON COLUMN public.dim_currency_history.currency_id IS 'Key of the currency in totesys';
COMMENT ON COLUMN public.dim_currency_history.currency_code IS 'ISO 4217 code';
COMMENT ON COLUMN public.dim_currency_history.currency_name IS 'English name of the code in ISO 4217; the code itself if nobody knows it';
COMMENT ON COLUMN public.dim_currency_history.version IS 'Version of the row: 1, 2, 3, ... in the order of the cuts that saw them';
COMMENT ON COLUMN public.dim_currency_history.valid_from IS 'From when on the version holds. For facts recorded before its first version, that one holds';
COMMENT ON COLUMN public.dim_currency_history.valid_to IS 'Until when it holds, that moment excluded; infinity for the version that holds now';
COMMENT ON COLUMN public.dim_currency_history.is_current IS 'Whether the version holds now';
COMMENT ON COLUMN public.dim_currency_history.is_inferred IS 'Whether the version stands for a row that nothing is known of, until it is';

CREATE TABLE public.dim_counterparty_history (
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
    valid_to timestamptz NOT NULL,
    is_current boolean NOT NULL,
    is_inferred boolean NOT NULL DEFAULT false,
    PRIMARY KEY (counterparty_id, version),
    CONSTRAINT dim_counterparty_history_holds_some_time CHECK (valid_from < valid_to),
    CONSTRAINT dim_counterparty_history_current_is_open CHECK (is_current = (valid_to = 'infinity')),
    CONSTRAINT dim_counterparty_history_one_at_a_time EXCLUDE USING gist
        (int8range(counterparty_id, counterparty_id, '[]') WITH =, tstzrange(valid_from, valid_to) WITH &&)
        WHERE (version > 1 OR NOT is_current)
);
CREATE UNIQUE INDEX dim_counterparty_history_one_current ON public.dim_counterparty_history (counterparty_id) WHERE is_current;
COMMENT ON TABLE public.dim_counterparty_history IS 'Who buys from us or sells to us: companies with their legal address, all versions.';
COMMENT ON COLUMN public.dim_counterparty_history.counterparty_id IS 'Key of the counterparty in totesys';
COMMENT ON COLUMN public.dim_counterparty_history.counterparty_legal_name IS 'Legal name';
COMMENT ON COLUMN public.dim_counterparty_history.counterparty_legal_address_line_1 IS 'First line of the legal address';
COMMENT ON COLUMN public.dim_counterparty_history.counterparty_legal_address_line_2 IS 'Second line of the legal address, if it has one';
COMMENT ON COLUMN public.dim_counterparty_history.counterparty_legal_district IS 'District of the legal address, if it has one';
COMMENT ON COLUMN public.dim_counterparty_history.counterparty_legal_city IS 'City of the legal address';
COMMENT ON COLUMN public.dim_counterparty_history.counterparty_legal_postal_code IS 'Postal code of the legal address: text, leading zeros count';
COMMENT ON COLUMN public.dim_counterparty_history.counterparty_legal_country IS 'Country of the legal address';
COMMENT ON COLUMN public.dim_counterparty_history.counterparty_legal_phone_number IS 'Phone number at the legal address';
COMMENT ON COLUMN public.dim_counterparty_history.version IS 'Version of the row: 1, 2, 3, ... in the order of the cuts that saw them';
COMMENT ON COLUMN public.dim_counterparty_history.valid_from IS 'From when on the version holds. For facts recorded before its first version, that one holds';
COMMENT ON COLUMN public.dim_counterparty_history.valid_to IS 'Until when it holds, that moment excluded; infinity for the version that holds now';
COMMENT ON COLUMN public.dim_counterparty_history.is_current IS 'Whether the version holds now';
COMMENT ON COLUMN public.dim_counterparty_history.is_inferred IS 'Whether the version stands for a row that nothing is known of, until it is';

CREATE TABLE public.dim_payment_type_history (
    payment_type_id integer NOT NULL,
    payment_type_name text NOT NULL,
    version integer NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to timestamptz NOT NULL,
    is_current boolean NOT NULL,
    is_inferred boolean NOT NULL DEFAULT false,
    PRIMARY KEY (payment_type_id, version),
    CONSTRAINT dim_payment_type_history_holds_some_time CHECK (valid_from < valid_to),
    CONSTRAINT dim_payment_type_history_current_is_open CHECK (is_current = (valid_to = 'infinity')),
    CONSTRAINT dim_payment_type_history_one_at_a_time EXCLUDE USING gist
        (int8range(payment_type_id, payment_type_id, '[]') WITH =, tstzrange(valid_from, valid_to) WITH &&)
        WHERE (version > 1 OR NOT is_current)
);
CREATE UNIQUE INDEX dim_payment_type_history_one_current ON public.dim_payment_type_history (payment_type_id) WHERE is_current;
COMMENT ON TABLE public.dim_payment_type_history IS 'Kinds of payments, all versions.';
COMMENT ON COLUMN public.dim_payment_type_history.payment_type_id IS 'Key of the payment type in totesys';
COMMENT ON COLUMN public.dim_payment_type_history.payment_type_name IS 'SALES_RECEIPT, SALES_REFUND, PURCHASE_PAYMENT or PURCHASE_REFUND';
COMMENT ON COLUMN public.dim_payment_type_history.version IS 'Version of the row: 1, 2, 3, ... in the order of the cuts that saw them';
COMMENT ON COLUMN public.dim_payment_type_history.valid_from IS 'From when on the version holds. For facts recorded before its first version, that one holds';
COMMENT ON COLUMN public.dim_payment_type_history.valid_to IS 'Until when it holds, that moment excluded; infinity for the version that holds now';
COMMENT ON COLUMN public.dim_payment_type_history.is_current IS 'Whether the version holds now';
COMMENT ON COLUMN public.dim_payment_type_history.is_inferred IS 'Whether the version stands for a row that nothing is known of, until it is';

CREATE TABLE public.dim_transaction_history (
    transaction_id integer NOT NULL,
    transaction_type text NOT NULL,
    sales_order_id integer,
    purchase_order_id integer,
    version integer NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to timestamptz NOT NULL,
    is_current boolean NOT NULL,
    is_inferred boolean NOT NULL DEFAULT false,
    PRIMARY KEY (transaction_id, version),
    CONSTRAINT dim_transaction_history_holds_some_time CHECK (valid_from < valid_to),
    CONSTRAINT dim_transaction_history_current_is_open CHECK (is_current = (valid_to = 'infinity')),
    CONSTRAINT dim_transaction_history_one_at_a_time EXCLUDE USING gist
        (int8range(transaction_id, transaction_id, '[]') WITH =, tstzrange(valid_from, valid_to) WITH &&)
        WHERE (version > 1 OR NOT is_current)
);
CREATE UNIQUE INDEX dim_transaction_history_one_current ON public.dim_transaction_history (transaction_id) WHERE is_current;
COMMENT ON TABLE public.dim_transaction_history IS 'What payments are for: a sale or a purchase, all versions.';
COMMENT ON COLUMN public.dim_transaction_history.transaction_id IS 'Key of the transaction in totesys';
COMMENT ON COLUMN public.dim_transaction_history.transaction_type IS 'SALE or PURCHASE';
COMMENT ON COLUMN public.dim_transaction_history.sales_order_id IS 'The sales order, if it is a sale';
COMMENT ON COLUMN public.dim_transaction_history.purchase_order_id IS 'The purchase order, if it is a purchase';
COMMENT ON COLUMN public.dim_transaction_history.version IS 'Version of the row: 1, 2, 3, ... in the order of the cuts that saw them';
COMMENT ON COLUMN public.dim_transaction_history.valid_from IS 'From when on the version holds. For facts recorded before its first version, that one holds';
COMMENT ON COLUMN public.dim_transaction_history.valid_to IS 'Until when it holds, that moment excluded; infinity for the version that holds now';
COMMENT ON COLUMN public.dim_transaction_history.is_current IS 'Whether the version holds now';
COMMENT ON COLUMN public.dim_transaction_history.is_inferred IS 'Whether the version stands for a row that nothing is known of, until it is';

-- Facts: every version of each. The index on recorded_at is a BRIN: rows come in the order of the cuts, so it is all but
-- free, and it finds what changed last week.

CREATE TABLE public.fact_sales_order (
    sales_record_id serial,
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
    recorded_at timestamptz NOT NULL,
    is_current boolean NOT NULL,
    PRIMARY KEY (sales_record_id),
    CONSTRAINT fact_sales_order_once_each UNIQUE (sales_order_id, version)
);
CREATE UNIQUE INDEX fact_sales_order_one_current ON public.fact_sales_order (sales_order_id) WHERE is_current;
CREATE INDEX fact_sales_order_recorded_at ON public.fact_sales_order USING brin (recorded_at);
COMMENT ON TABLE public.fact_sales_order IS 'Sales orders, every version of each: a SUM over it counts an updated order once for each version. current_fact_sales_order has each order once.';
COMMENT ON COLUMN public.fact_sales_order.sales_record_id IS 'Number of the row in this table, in the order of loading';
COMMENT ON COLUMN public.fact_sales_order.sales_order_id IS 'Key of the sales order in totesys';
COMMENT ON COLUMN public.fact_sales_order.created_date IS 'Day on which the order was made, UTC';
COMMENT ON COLUMN public.fact_sales_order.created_time IS 'Time of day at which the order was made, UTC, with milliseconds';
COMMENT ON COLUMN public.fact_sales_order.last_updated_date IS 'Day of the last update, UTC, as totesys says: a silent update leaves it as it was';
COMMENT ON COLUMN public.fact_sales_order.last_updated_time IS 'Time of day of the last update, UTC, as totesys says: a silent update leaves it as it was';
COMMENT ON COLUMN public.fact_sales_order.sales_staff_id IS 'Who sold: dim_staff.staff_id';
COMMENT ON COLUMN public.fact_sales_order.counterparty_id IS 'Who bought: dim_counterparty';
COMMENT ON COLUMN public.fact_sales_order.units_sold IS 'How many units';
COMMENT ON COLUMN public.fact_sales_order.unit_price IS 'Price of a unit, in the currency of the order';
COMMENT ON COLUMN public.fact_sales_order.currency_id IS 'Currency of the price: dim_currency';
COMMENT ON COLUMN public.fact_sales_order.design_id IS 'What was sold: dim_design';
COMMENT ON COLUMN public.fact_sales_order.agreed_payment_date IS 'Day on which payment is due';
COMMENT ON COLUMN public.fact_sales_order.agreed_delivery_date IS 'Day on which delivery is due';
COMMENT ON COLUMN public.fact_sales_order.agreed_delivery_location_id IS 'Where to deliver: dim_location.location_id';
COMMENT ON COLUMN public.fact_sales_order.version IS 'Version of the sales order: 1, 2, 3, ... in the order of the cuts that saw them';
COMMENT ON COLUMN public.fact_sales_order.recorded_at IS 'Instant of the cut that saw the version';
COMMENT ON COLUMN public.fact_sales_order.is_current IS 'Whether it is the latest version';

CREATE TABLE public.fact_purchase_order (
    purchase_record_id serial,
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
    recorded_at timestamptz NOT NULL,
    is_current boolean NOT NULL,
    PRIMARY KEY (purchase_record_id),
    CONSTRAINT fact_purchase_order_once_each UNIQUE (purchase_order_id, version)
);
CREATE UNIQUE INDEX fact_purchase_order_one_current ON public.fact_purchase_order (purchase_order_id) WHERE is_current;
CREATE INDEX fact_purchase_order_recorded_at ON public.fact_purchase_order USING brin (recorded_at);
COMMENT ON TABLE public.fact_purchase_order IS 'Purchase orders, every version of each: a SUM over it counts an updated order once for each version. current_fact_purchase_order has each order once.';
COMMENT ON COLUMN public.fact_purchase_order.purchase_record_id IS 'Number of the row in this table, in the order of loading';
COMMENT ON COLUMN public.fact_purchase_order.purchase_order_id IS 'Key of the purchase order in totesys';
COMMENT ON COLUMN public.fact_purchase_order.created_date IS 'Day on which the order was made, UTC';
COMMENT ON COLUMN public.fact_purchase_order.created_time IS 'Time of day at which the order was made, UTC, with milliseconds';
COMMENT ON COLUMN public.fact_purchase_order.last_updated_date IS 'Day of the last update, UTC, as totesys says: a silent update leaves it as it was';
COMMENT ON COLUMN public.fact_purchase_order.last_updated_time IS 'Time of day of the last update, UTC, as totesys says: a silent update leaves it as it was';
COMMENT ON COLUMN public.fact_purchase_order.staff_id IS 'Who bought: dim_staff';
COMMENT ON COLUMN public.fact_purchase_order.counterparty_id IS 'Who sold: dim_counterparty';
COMMENT ON COLUMN public.fact_purchase_order.item_code IS 'Code of the item';
COMMENT ON COLUMN public.fact_purchase_order.item_quantity IS 'How many items';
COMMENT ON COLUMN public.fact_purchase_order.item_unit_price IS 'Price of an item, in the currency of the order';
COMMENT ON COLUMN public.fact_purchase_order.currency_id IS 'Currency of the price: dim_currency';
COMMENT ON COLUMN public.fact_purchase_order.agreed_delivery_date IS 'Day on which delivery is due';
COMMENT ON COLUMN public.fact_purchase_order.agreed_payment_date IS 'Day on which payment is due';
COMMENT ON COLUMN public.fact_purchase_order.agreed_delivery_location_id IS 'Where to deliver: dim_location.location_id';
COMMENT ON COLUMN public.fact_purchase_order.version IS 'Version of the purchase order: 1, 2, 3, ... in the order of the cuts that saw them';
COMMENT ON COLUMN public.fact_purchase_order.recorded_at IS 'Instant of the cut that saw the version';
COMMENT ON COLUMN public.fact_purchase_order.is_current IS 'Whether it is the latest version';

CREATE TABLE public.fact_payment (
    payment_record_id serial,
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
    recorded_at timestamptz NOT NULL,
    is_current boolean NOT NULL,
    PRIMARY KEY (payment_record_id),
    CONSTRAINT fact_payment_once_each UNIQUE (payment_id, version)
);
CREATE UNIQUE INDEX fact_payment_one_current ON public.fact_payment (payment_id) WHERE is_current;
CREATE INDEX fact_payment_recorded_at ON public.fact_payment USING brin (recorded_at);
CREATE INDEX fact_payment_unpaid ON public.fact_payment (payment_date) WHERE is_current AND NOT paid;
COMMENT ON TABLE public.fact_payment IS 'Payments, every version of each: a SUM over it counts an updated payment once for each version. current_fact_payment has each payment once.';
COMMENT ON COLUMN public.fact_payment.payment_record_id IS 'Number of the row in this table, in the order of loading';
COMMENT ON COLUMN public.fact_payment.payment_id IS 'Key of the payment in totesys';
COMMENT ON COLUMN public.fact_payment.created_date IS 'Day on which the payment was made, UTC';
COMMENT ON COLUMN public.fact_payment.created_time IS 'Time of day at which the payment was made, UTC, with milliseconds';
COMMENT ON COLUMN public.fact_payment.last_updated_date IS 'Day of the last update, UTC, as totesys says: a silent update leaves it as it was';
COMMENT ON COLUMN public.fact_payment.last_updated_time IS 'Time of day of the last update, UTC, as totesys says: a silent update leaves it as it was';
COMMENT ON COLUMN public.fact_payment.transaction_id IS 'What the payment is for: dim_transaction';
COMMENT ON COLUMN public.fact_payment.counterparty_id IS 'Who pays or is paid: dim_counterparty';
COMMENT ON COLUMN public.fact_payment.payment_amount IS 'Amount, in the currency of the payment';
COMMENT ON COLUMN public.fact_payment.currency_id IS 'Currency of the amount: dim_currency';
COMMENT ON COLUMN public.fact_payment.payment_type_id IS 'Kind of payment: dim_payment_type';
COMMENT ON COLUMN public.fact_payment.paid IS 'Whether it was paid';
COMMENT ON COLUMN public.fact_payment.payment_date IS 'Day on which it is due';
COMMENT ON COLUMN public.fact_payment.version IS 'Version of the payment: 1, 2, 3, ... in the order of the cuts that saw them';
COMMENT ON COLUMN public.fact_payment.recorded_at IS 'Instant of the cut that saw the version';
COMMENT ON COLUMN public.fact_payment.is_current IS 'Whether it is the latest version';
