-- What most questions are asked of: facts as they are now, and facts with the dimensions as they were.

CREATE VIEW public.current_fact_sales_order AS
SELECT
    sales_record_id,
    sales_order_id,
    created_date,
    created_time,
    last_updated_date,
    last_updated_time,
    sales_staff_id,
    counterparty_id,
    units_sold,
    unit_price,
    currency_id,
    design_id,
    agreed_payment_date,
    agreed_delivery_date,
    agreed_delivery_location_id,
    version,
    recorded_at
FROM public.fact_sales_order
WHERE is_current;
COMMENT ON VIEW public.current_fact_sales_order IS 'Each sales order once, as it is now';

CREATE VIEW public.current_fact_purchase_order AS
SELECT
    purchase_record_id,
    purchase_order_id,
    created_date,
    created_time,
    last_updated_date,
    last_updated_time,
    staff_id,
    counterparty_id,
    item_code,
    item_quantity,
    item_unit_price,
    currency_id,
    agreed_delivery_date,
    agreed_payment_date,
    agreed_delivery_location_id,
    version,
    recorded_at
FROM public.fact_purchase_order
WHERE is_current;
COMMENT ON VIEW public.current_fact_purchase_order IS 'Each purchase order once, as it is now';

CREATE VIEW public.current_fact_payment AS
SELECT
    payment_record_id,
    payment_id,
    created_date,
    created_time,
    last_updated_date,
    last_updated_time,
    transaction_id,
    counterparty_id,
    payment_amount,
    currency_id,
    payment_type_id,
    paid,
    payment_date,
    version,
    recorded_at
FROM public.fact_payment
WHERE is_current;
COMMENT ON VIEW public.current_fact_payment IS 'Each payment once, as it is now';

-- A fact is shown with the versions of its dimensions that held at its cut, and with the first version of a dimension row
-- if none did yet (the row was made, by its own clock, after the cut that saw it). No fact is lost, none is there twice:
-- at most one version of a key holds at a moment, and a fact without any keeps its row.

CREATE VIEW public.fact_sales_order_as_recorded AS
SELECT
    f.sales_record_id,
    f.sales_order_id,
    f.created_date,
    f.created_time,
    f.last_updated_date,
    f.last_updated_time,
    f.sales_staff_id,
    f.counterparty_id,
    f.units_sold,
    f.unit_price,
    f.currency_id,
    f.design_id,
    f.agreed_payment_date,
    f.agreed_delivery_date,
    f.agreed_delivery_location_id,
    f.version,
    f.recorded_at,
    f.is_current,
    staff.first_name AS staff_first_name,
    staff.last_name AS staff_last_name,
    staff.department_name AS staff_department_name,
    staff.location AS staff_location,
    staff.email_address AS staff_email_address,
    counterparty.counterparty_legal_name,
    counterparty.counterparty_legal_address_line_1,
    counterparty.counterparty_legal_address_line_2,
    counterparty.counterparty_legal_district,
    counterparty.counterparty_legal_city,
    counterparty.counterparty_legal_postal_code,
    counterparty.counterparty_legal_country,
    counterparty.counterparty_legal_phone_number,
    currency.currency_code,
    currency.currency_name,
    design.design_name,
    design.file_location AS design_file_location,
    design.file_name AS design_file_name,
    delivery.address_line_1 AS delivery_address_line_1,
    delivery.address_line_2 AS delivery_address_line_2,
    delivery.district AS delivery_district,
    delivery.city AS delivery_city,
    delivery.postal_code AS delivery_postal_code,
    delivery.country AS delivery_country,
    delivery.phone AS delivery_phone
FROM public.fact_sales_order f
LEFT JOIN public.dim_staff_history staff
    ON staff.staff_id = f.sales_staff_id
    AND f.recorded_at < staff.valid_to
    AND (
        staff.valid_from <= f.recorded_at
        OR NOT EXISTS (
            SELECT FROM public.dim_staff_history earlier
            WHERE earlier.staff_id = staff.staff_id AND earlier.version < staff.version)
    )
LEFT JOIN public.dim_counterparty_history counterparty
    ON counterparty.counterparty_id = f.counterparty_id
    AND f.recorded_at < counterparty.valid_to
    AND (
        counterparty.valid_from <= f.recorded_at
        OR NOT EXISTS (
            SELECT FROM public.dim_counterparty_history earlier
            WHERE earlier.counterparty_id = counterparty.counterparty_id AND earlier.version < counterparty.version)
    )
LEFT JOIN public.dim_currency_history currency
    ON currency.currency_id = f.currency_id
    AND f.recorded_at < currency.valid_to
    AND (
        currency.valid_from <= f.recorded_at
        OR NOT EXISTS (
            SELECT FROM public.dim_currency_history earlier
            WHERE earlier.currency_id = currency.currency_id AND earlier.version < currency.version)
    )
LEFT JOIN public.dim_design_history design
    ON design.design_id = f.design_id
    AND f.recorded_at < design.valid_to
    AND (
        design.valid_from <= f.recorded_at
        OR NOT EXISTS (
            SELECT FROM public.dim_design_history earlier
            WHERE earlier.design_id = design.design_id AND earlier.version < design.version)
    )
LEFT JOIN public.dim_location_history delivery
    ON delivery.location_id = f.agreed_delivery_location_id
    AND f.recorded_at < delivery.valid_to
    AND (
        delivery.valid_from <= f.recorded_at
        OR NOT EXISTS (
            SELECT FROM public.dim_location_history earlier
            WHERE earlier.location_id = delivery.location_id AND earlier.version < delivery.version)
    );
COMMENT ON VIEW public.fact_sales_order_as_recorded IS 'Every version of each sales order, with its dimensions as they were at its cut';

CREATE VIEW public.fact_purchase_order_as_recorded AS
SELECT
    f.purchase_record_id,
    f.purchase_order_id,
    f.created_date,
    f.created_time,
    f.last_updated_date,
    f.last_updated_time,
    f.staff_id,
    f.counterparty_id,
    f.item_code,
    f.item_quantity,
    f.item_unit_price,
    f.currency_id,
    f.agreed_delivery_date,
    f.agreed_payment_date,
    f.agreed_delivery_location_id,
    f.version,
    f.recorded_at,
    f.is_current,
    staff.first_name AS staff_first_name,
    staff.last_name AS staff_last_name,
    staff.department_name AS staff_department_name,
    staff.location AS staff_location,
    staff.email_address AS staff_email_address,
    counterparty.counterparty_legal_name,
    counterparty.counterparty_legal_address_line_1,
    counterparty.counterparty_legal_address_line_2,
    counterparty.counterparty_legal_district,
    counterparty.counterparty_legal_city,
    counterparty.counterparty_legal_postal_code,
    counterparty.counterparty_legal_country,
    counterparty.counterparty_legal_phone_number,
    currency.currency_code,
    currency.currency_name,
    delivery.address_line_1 AS delivery_address_line_1,
    delivery.address_line_2 AS delivery_address_line_2,
    delivery.district AS delivery_district,
    delivery.city AS delivery_city,
    delivery.postal_code AS delivery_postal_code,
    delivery.country AS delivery_country,
    delivery.phone AS delivery_phone
FROM public.fact_purchase_order f
LEFT JOIN public.dim_staff_history staff
    ON staff.staff_id = f.staff_id
    AND f.recorded_at < staff.valid_to
    AND (
        staff.valid_from <= f.recorded_at
        OR NOT EXISTS (
            SELECT FROM public.dim_staff_history earlier
            WHERE earlier.staff_id = staff.staff_id AND earlier.version < staff.version)
    )
LEFT JOIN public.dim_counterparty_history counterparty
    ON counterparty.counterparty_id = f.counterparty_id
    AND f.recorded_at < counterparty.valid_to
    AND (
        counterparty.valid_from <= f.recorded_at
        OR NOT EXISTS (
            SELECT FROM public.dim_counterparty_history earlier
            WHERE earlier.counterparty_id = counterparty.counterparty_id AND earlier.version < counterparty.version)
    )
LEFT JOIN public.dim_currency_history currency
    ON currency.currency_id = f.currency_id
    AND f.recorded_at < currency.valid_to
    AND (
        currency.valid_from <= f.recorded_at
        OR NOT EXISTS (
            SELECT FROM public.dim_currency_history earlier
            WHERE earlier.currency_id = currency.currency_id AND earlier.version < currency.version)
    )
LEFT JOIN public.dim_location_history delivery
    ON delivery.location_id = f.agreed_delivery_location_id
    AND f.recorded_at < delivery.valid_to
    AND (
        delivery.valid_from <= f.recorded_at
        OR NOT EXISTS (
            SELECT FROM public.dim_location_history earlier
            WHERE earlier.location_id = delivery.location_id AND earlier.version < delivery.version)
    );
COMMENT ON VIEW public.fact_purchase_order_as_recorded IS 'Every version of each purchase order, with its dimensions as they were at its cut';

CREATE VIEW public.fact_payment_as_recorded AS
SELECT
    f.payment_record_id,
    f.payment_id,
    f.created_date,
    f.created_time,
    f.last_updated_date,
    f.last_updated_time,
    f.transaction_id,
    f.counterparty_id,
    f.payment_amount,
    f.currency_id,
    f.payment_type_id,
    f.paid,
    f.payment_date,
    f.version,
    f.recorded_at,
    f.is_current,
    trans.transaction_type,
    trans.sales_order_id AS transaction_sales_order_id,
    trans.purchase_order_id AS transaction_purchase_order_id,
    payment_type.payment_type_name,
    counterparty.counterparty_legal_name,
    counterparty.counterparty_legal_address_line_1,
    counterparty.counterparty_legal_address_line_2,
    counterparty.counterparty_legal_district,
    counterparty.counterparty_legal_city,
    counterparty.counterparty_legal_postal_code,
    counterparty.counterparty_legal_country,
    counterparty.counterparty_legal_phone_number,
    currency.currency_code,
    currency.currency_name
FROM public.fact_payment f
LEFT JOIN public.dim_transaction_history trans
    ON trans.transaction_id = f.transaction_id
    AND f.recorded_at < trans.valid_to
    AND (
        trans.valid_from <= f.recorded_at
        OR NOT EXISTS (
            SELECT FROM public.dim_transaction_history earlier
            WHERE earlier.transaction_id = trans.transaction_id AND earlier.version < trans.version)
    )
LEFT JOIN public.dim_payment_type_history payment_type
    ON payment_type.payment_type_id = f.payment_type_id
    AND f.recorded_at < payment_type.valid_to
    AND (
        payment_type.valid_from <= f.recorded_at
        OR NOT EXISTS (
            SELECT FROM public.dim_payment_type_history earlier
            WHERE earlier.payment_type_id = payment_type.payment_type_id AND earlier.version < payment_type.version)
    )
LEFT JOIN public.dim_counterparty_history counterparty
    ON counterparty.counterparty_id = f.counterparty_id
    AND f.recorded_at < counterparty.valid_to
    AND (
        counterparty.valid_from <= f.recorded_at
        OR NOT EXISTS (
            SELECT FROM public.dim_counterparty_history earlier
            WHERE earlier.counterparty_id = counterparty.counterparty_id AND earlier.version < counterparty.version)
    )
LEFT JOIN public.dim_currency_history currency
    ON currency.currency_id = f.currency_id
    AND f.recorded_at < currency.valid_to
    AND (
        currency.valid_from <= f.recorded_at
        OR NOT EXISTS (
            SELECT FROM public.dim_currency_history earlier
            WHERE earlier.currency_id = currency.currency_id AND earlier.version < currency.version)
    );
COMMENT ON VIEW public.fact_payment_as_recorded IS 'Every version of each payment, with its dimensions as they were at its cut';

-- A column of a view means what it means in the table it is taken from.
DO $$
DECLARE
    taken record;
BEGIN
    FOR taken IN
        SELECT v.relname, a.attname, (
            SELECT min(col_description(s.oid, m.attnum))
            FROM pg_class s
            JOIN pg_attribute m ON m.attrelid = s.oid
            WHERE s.relnamespace = 'public'::regnamespace AND s.relkind = 'r' AND (
                (s.relname = replace(replace(v.relname, 'current_', ''), '_as_recorded', '') AND m.attname = a.attname)
                OR (v.relname LIKE '%\_as\_recorded' AND s.relname LIKE 'dim\_%' AND s.relname NOT LIKE '%\_history' AND (
                    m.attname = a.attname
                    OR (s.relname = 'dim_staff' AND 'staff_' || m.attname = a.attname)
                    OR (s.relname = 'dim_design' AND 'design_' || m.attname = a.attname)
                    OR (s.relname = 'dim_location' AND 'delivery_' || m.attname = a.attname)
                    OR (s.relname = 'dim_transaction' AND 'transaction_' || m.attname = a.attname)))
            )
        ) AS meaning
        FROM pg_class v
        JOIN pg_attribute a ON a.attrelid = v.oid AND a.attnum > 0
        WHERE v.relnamespace = 'public'::regnamespace AND v.relkind = 'v'
    LOOP
        EXECUTE format('COMMENT ON COLUMN public.%I.%I IS %L', taken.relname, taken.attname, taken.meaning);
    END LOOP;
END
$$;
