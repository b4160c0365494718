-- An honest clock after one that was ahead, an honest one after a silent update, a silent update after one that showed
-- nothing, and a location that becomes known.

UPDATE design SET design_name = 'Harbour Stripes', last_updated = :'now' WHERE design_id = 3;

-- Later than the last_updated before, but earlier than cut 3, which saw the silent update.
UPDATE design SET file_location = '/designs/fabric', last_updated = '2024-11-19 09:00:00.000' WHERE design_id = 2;

-- Silent: last_updated is still that of step 5, which has been seen.
UPDATE counterparty SET counterparty_legal_name = 'Leannon, Predovic & Morar' WHERE counterparty_id = 1;

UPDATE department SET location = 'Hull', last_updated = :'now' WHERE department_id = 4;

-- A refund belongs to no order.
INSERT INTO transaction (transaction_id, transaction_type, sales_order_id, purchase_order_id, created_at, last_updated)
VALUES (17, 'SALE', NULL, NULL, '2024-11-20 17:30:00.000', '2024-11-20 17:30:00.000');
INSERT INTO payment (payment_id, created_at, last_updated, transaction_id, counterparty_id, payment_amount, currency_id,
                     payment_type_id, paid, payment_date, company_ac_number, counterparty_ac_number)
VALUES (17, '2024-11-20 17:30:00.000', '2024-11-20 17:30:00.000', 17, 3, 500.00, 2, 2, true, '2024-11-20', 52900001, 32900003);
