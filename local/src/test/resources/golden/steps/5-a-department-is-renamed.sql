-- A department is renamed, and an order is taken under its new name. Two updates change nothing that a dimension shows.

UPDATE department SET department_name = 'Sales and Service', last_updated = :'now' WHERE department_id = 1;

INSERT INTO sales_order (sales_order_id, created_at, last_updated, design_id, staff_id, counterparty_id, units_sold,
                         unit_price, currency_id, agreed_delivery_date, agreed_payment_date, agreed_delivery_location_id)
VALUES (11, '2024-11-18 12:00:00.000', '2024-11-18 12:00:00.000', 1, 1, 1, 4000, 2.25, 1, '2024-11-21', '2024-11-20', 2);

INSERT INTO transaction (transaction_id, transaction_type, sales_order_id, purchase_order_id, created_at, last_updated)
VALUES (15, 'SALE', 11, NULL, '2024-11-18 12:00:00.000', '2024-11-18 12:00:00.000');

INSERT INTO payment (payment_id, created_at, last_updated, transaction_id, counterparty_id, payment_amount, currency_id,
                     payment_type_id, paid, payment_date, company_ac_number, counterparty_ac_number)
VALUES (15, '2024-11-18 12:00:00.000', '2024-11-18 12:00:00.000', 15, 1, 9000.00, 1, 1, false, '2024-11-20', 52900001, 32900001);

-- Not shown by any dimension.
UPDATE department SET manager = 'Bea Sato', last_updated = :'now' WHERE department_id = 2;
UPDATE counterparty SET commercial_contact = 'Hans Holm', last_updated = :'now' WHERE counterparty_id = 1;
