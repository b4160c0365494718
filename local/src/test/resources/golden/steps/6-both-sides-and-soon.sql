-- A member of a department changes together with it, an address with two counterparties moves, and two orders get dates
-- that are none.

UPDATE department SET department_name = 'Print workshop', location = 'York', last_updated = :'now' WHERE department_id = 3;
UPDATE staff
SET last_name = 'Tanaka-Bell', email_address = 'yuki.tanaka-bell@totes.example', last_updated = '2024-11-18 13:00:00.000'
WHERE staff_id = 4;

UPDATE address SET address_line_1 = 'Rua do Sol 21', postal_code = '01310-100', last_updated = :'now' WHERE address_id = 3;

UPDATE sales_order SET agreed_delivery_date = 'soon', last_updated = '2024-11-18 13:30:00.000' WHERE sales_order_id = 5;

INSERT INTO purchase_order (purchase_order_id, created_at, last_updated, staff_id, counterparty_id, item_code, item_quantity,
                            item_unit_price, currency_id, agreed_delivery_date, agreed_payment_date, agreed_delivery_location_id)
VALUES (5, '2024-11-18 13:45:00.125', '2024-11-18 13:45:00.125', 3, 2, 'QW3RTY', 10, 150.00, 1, 'soon', '2024-02-30', 1);

INSERT INTO transaction (transaction_id, transaction_type, sales_order_id, purchase_order_id, created_at, last_updated)
VALUES (16, 'PURCHASE', NULL, 5, '2024-11-18 13:45:00.125', '2024-11-18 13:45:00.125');

INSERT INTO payment (payment_id, created_at, last_updated, transaction_id, counterparty_id, payment_amount, currency_id,
                     payment_type_id, paid, payment_date, company_ac_number, counterparty_ac_number)
VALUES (16, '2024-11-18 13:45:00.125', '2024-11-18 13:45:00.125', 16, 2, 1500.00, 1, 3, false, '2024-12-02', 52900001, 32900002);
