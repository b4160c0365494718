-- What was deleted in totesys stays in the star: a last version of it says so. That it is gone is never current, so the
-- views of what is current need no change.

ALTER TABLE public.fact_sales_order ADD COLUMN is_deleted boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN public.fact_sales_order.is_deleted IS 'Whether the version says that the sales order is gone from totesys: its other values are those it had last';
COMMENT ON COLUMN public.fact_sales_order.is_current IS 'Whether it is the latest version of a sales order that is there';
COMMENT ON COLUMN public.fact_sales_order.recorded_at IS 'Instant of the cut that saw the version, or was the first not to see the sales order';

ALTER TABLE public.fact_purchase_order ADD COLUMN is_deleted boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN public.fact_purchase_order.is_deleted IS 'Whether the version says that the purchase order is gone from totesys: its other values are those it had last';
COMMENT ON COLUMN public.fact_purchase_order.is_current IS 'Whether it is the latest version of a purchase order that is there';
COMMENT ON COLUMN public.fact_purchase_order.recorded_at IS 'Instant of the cut that saw the version, or was the first not to see the purchase order';

ALTER TABLE public.fact_payment ADD COLUMN is_deleted boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN public.fact_payment.is_deleted IS 'Whether the version says that the payment is gone from totesys: its other values are those it had last';
COMMENT ON COLUMN public.fact_payment.is_current IS 'Whether it is the latest version of a payment that is there';
COMMENT ON COLUMN public.fact_payment.recorded_at IS 'Instant of the cut that saw the version, or was the first not to see the payment';

-- On its way, a deleted version has its key alone: a publish knows what it was. What is staged already is not deleted.

ALTER TABLE etl.stage_fact_sales_order
    ALTER COLUMN created_date DROP NOT NULL,
    ALTER COLUMN created_time DROP NOT NULL,
    ALTER COLUMN last_updated_date DROP NOT NULL,
    ALTER COLUMN last_updated_time DROP NOT NULL,
    ALTER COLUMN sales_staff_id DROP NOT NULL,
    ALTER COLUMN counterparty_id DROP NOT NULL,
    ALTER COLUMN units_sold DROP NOT NULL,
    ALTER COLUMN unit_price DROP NOT NULL,
    ALTER COLUMN currency_id DROP NOT NULL,
    ALTER COLUMN design_id DROP NOT NULL,
    ALTER COLUMN agreed_payment_date DROP NOT NULL,
    ALTER COLUMN agreed_delivery_date DROP NOT NULL,
    ALTER COLUMN agreed_delivery_location_id DROP NOT NULL,
    ADD COLUMN is_deleted boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN etl.stage_fact_sales_order.is_deleted IS 'Whether the version says that the sales order is gone from totesys: its other values are unknown yet';

ALTER TABLE etl.stage_fact_purchase_order
    ALTER COLUMN created_date DROP NOT NULL,
    ALTER COLUMN created_time DROP NOT NULL,
    ALTER COLUMN last_updated_date DROP NOT NULL,
    ALTER COLUMN last_updated_time DROP NOT NULL,
    ALTER COLUMN staff_id DROP NOT NULL,
    ALTER COLUMN counterparty_id DROP NOT NULL,
    ALTER COLUMN item_code DROP NOT NULL,
    ALTER COLUMN item_quantity DROP NOT NULL,
    ALTER COLUMN item_unit_price DROP NOT NULL,
    ALTER COLUMN currency_id DROP NOT NULL,
    ALTER COLUMN agreed_delivery_date DROP NOT NULL,
    ALTER COLUMN agreed_payment_date DROP NOT NULL,
    ALTER COLUMN agreed_delivery_location_id DROP NOT NULL,
    ADD COLUMN is_deleted boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN etl.stage_fact_purchase_order.is_deleted IS 'Whether the version says that the purchase order is gone from totesys: its other values are unknown yet';

ALTER TABLE etl.stage_fact_payment
    ALTER COLUMN created_date DROP NOT NULL,
    ALTER COLUMN created_time DROP NOT NULL,
    ALTER COLUMN last_updated_date DROP NOT NULL,
    ALTER COLUMN last_updated_time DROP NOT NULL,
    ALTER COLUMN transaction_id DROP NOT NULL,
    ALTER COLUMN counterparty_id DROP NOT NULL,
    ALTER COLUMN payment_amount DROP NOT NULL,
    ALTER COLUMN currency_id DROP NOT NULL,
    ALTER COLUMN payment_type_id DROP NOT NULL,
    ALTER COLUMN paid DROP NOT NULL,
    ALTER COLUMN payment_date DROP NOT NULL,
    ADD COLUMN is_deleted boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN etl.stage_fact_payment.is_deleted IS 'Whether the version says that the payment is gone from totesys: its other values are unknown yet';

-- Every version of a fact, so also the deleted ones: with the dimensions as they were at the cut that did not see it.

CREATE OR REPLACE VIEW public.fact_sales_order_as_recorded AS
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
    delivery.phone AS delivery_phone,
    f.is_deleted
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
COMMENT ON COLUMN public.fact_sales_order_as_recorded.is_deleted IS 'Whether the version says that the sales order is gone from totesys: its other values are those it had last';
COMMENT ON COLUMN public.fact_sales_order_as_recorded.is_current IS 'Whether it is the latest version of a sales order that is there';
COMMENT ON COLUMN public.fact_sales_order_as_recorded.recorded_at IS 'Instant of the cut that saw the version, or was the first not to see the sales order';

CREATE OR REPLACE VIEW public.fact_purchase_order_as_recorded AS
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
    delivery.phone AS delivery_phone,
    f.is_deleted
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
COMMENT ON COLUMN public.fact_purchase_order_as_recorded.is_deleted IS 'Whether the version says that the purchase order is gone from totesys: its other values are those it had last';
COMMENT ON COLUMN public.fact_purchase_order_as_recorded.is_current IS 'Whether it is the latest version of a purchase order that is there';
COMMENT ON COLUMN public.fact_purchase_order_as_recorded.recorded_at IS 'Instant of the cut that saw the version, or was the first not to see the purchase order';

CREATE OR REPLACE VIEW public.fact_payment_as_recorded AS
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
    currency.currency_name,
    f.is_deleted
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
COMMENT ON COLUMN public.fact_payment_as_recorded.is_deleted IS 'Whether the version says that the payment is gone from totesys: its other values are those it had last';
COMMENT ON COLUMN public.fact_payment_as_recorded.is_current IS 'Whether it is the latest version of a payment that is there';
COMMENT ON COLUMN public.fact_payment_as_recorded.recorded_at IS 'Instant of the cut that saw the version, or was the first not to see the payment';
