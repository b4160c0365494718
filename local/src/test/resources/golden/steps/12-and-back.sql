-- What was deleted by mistake is back: the design to the last column, the payment as paid.

INSERT INTO design (design_id, created_at, design_name, file_location, file_name, last_updated)
VALUES (5, '2024-11-18 08:31:00.000', 'Saffron', '/designs/print', 'saffron-20241118-c9d0.json', '2024-11-18 08:31:00.000');

INSERT INTO payment (payment_id, created_at, last_updated, transaction_id, counterparty_id, payment_amount, currency_id,
                     payment_type_id, paid, payment_date, company_ac_number, counterparty_ac_number)
VALUES (7, '2024-10-14 11:59:59.999', '2024-11-22 07:55:11.500', 7, 2, 6152.05, 4, 1, true, '2024-10-17', 52900001, 32900002);
