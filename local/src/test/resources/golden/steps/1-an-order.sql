-- An order, its transaction and its payment, inserted in one millisecond, for a design made that morning.

INSERT INTO design (design_id, created_at, design_name, file_location, file_name, last_updated)
VALUES (5, '2024-11-18 08:31:00.000', 'Saffron', '/designs/print', 'saffron-20241118-c9d0.json', '2024-11-18 08:31:00.000');

INSERT INTO sales_order (sales_order_id, created_at, last_updated, design_id, staff_id, counterparty_id, units_sold,
                         unit_price, currency_id, agreed_delivery_date, agreed_payment_date, agreed_delivery_location_id)
VALUES (9, '2024-11-18 09:12:30.250', '2024-11-18 09:12:30.250', 5, 2, 3, 1200, 2.75, 3, '2024-11-22', '2024-11-21', 4);

INSERT INTO transaction (transaction_id, transaction_type, sales_order_id, purchase_order_id, created_at, last_updated)
VALUES (13, 'SALE', 9, NULL, '2024-11-18 09:12:30.250', '2024-11-18 09:12:30.250');

INSERT INTO payment (payment_id, created_at, last_updated, transaction_id, counterparty_id, payment_amount, currency_id,
                     payment_type_id, paid, payment_date, company_ac_number, counterparty_ac_number)
VALUES (13, '2024-11-18 09:12:30.250', '2024-11-18 09:12:30.250', 13, 3, 3300.00, 3, 1, false, '2024-11-21', 52900001, 32900003);
