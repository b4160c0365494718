-- Clocks that are behind, clocks that are ahead, and texts that break naive code.

-- Behind: earlier than the version before.
UPDATE sales_order SET units_sold = 99970, last_updated = '2022-10-31 23:59:59.999' WHERE sales_order_id = 6;
UPDATE address SET phone = '0351 555999', last_updated = '2022-11-01 00:00:00.000' WHERE address_id = 4;

-- Ahead: later than any cut.
UPDATE design SET file_location = '/designs/stripes', last_updated = '2083-07-01 00:00:00.000' WHERE design_id = 3;
INSERT INTO design (design_id, created_at, design_name, file_location, file_name, last_updated)
VALUES (6, '2083-06-01 12:00:00.000', 'Tomorrow', '/designs/print', 'tomorrow-20241118-a3b4.json', '2083-06-01 12:00:00.000');

-- Told late: it has been so since half past eleven that day. The second line is the empty text, which is not NULL.
UPDATE address SET address_line_1 = '90 Harbor Road', address_line_2 = '', last_updated = '2024-11-18 11:30:00.000'
WHERE address_id = 2;

-- An apostrophe, quotes, a backslash, a tab and an emoji.
UPDATE counterparty SET counterparty_legal_name = E'O\'Hara "The Tote" \\ Sons\t🛍', last_updated = :'now' WHERE counterparty_id = 3;

-- What Postgres' COPY writes for NULL, as a part of a text.
UPDATE purchase_order SET item_code = E'L\\N, "9"\t🧵', last_updated = '2024-11-18 16:00:00.000' WHERE purchase_order_id = 4;
