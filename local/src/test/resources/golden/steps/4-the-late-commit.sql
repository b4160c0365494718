-- commit: after step 5
-- This transaction begins before step 5 and is still open when cut 5 is taken. Its clock is earlier than what cut 5 has
-- seen: whoever asks for rows newer than the newest one never sees it.

INSERT INTO sales_order (sales_order_id, created_at, last_updated, design_id, staff_id, counterparty_id, units_sold,
                         unit_price, currency_id, agreed_delivery_date, agreed_payment_date, agreed_delivery_location_id)
VALUES (10, '2024-11-18 11:00:00.000', '2024-11-18 11:00:00.000', 3, 3, 1, 2500, 3.20, 1, '2024-11-25', '2024-11-22', 2);

INSERT INTO transaction (transaction_id, transaction_type, sales_order_id, purchase_order_id, created_at, last_updated)
VALUES (14, 'SALE', 10, NULL, '2024-11-18 11:00:00.000', '2024-11-18 11:00:00.000');

INSERT INTO payment (payment_id, created_at, last_updated, transaction_id, counterparty_id, payment_amount, currency_id,
                     payment_type_id, paid, payment_date, company_ac_number, counterparty_ac_number)
VALUES (14, '2024-11-18 11:00:00.000', '2024-11-18 11:00:00.000', 14, 1, 8000.00, 1, 1, false, '2024-11-22', 52900001, 32900001);

UPDATE sales_order SET staff_id = 4, last_updated = '2024-11-18 11:00:00.000' WHERE sales_order_id = 2;

UPDATE address SET phone = '0117 496 0999', last_updated = :'now' WHERE address_id = 1;
