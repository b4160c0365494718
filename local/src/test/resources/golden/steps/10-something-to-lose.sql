-- Something to lose: an address, a counterparty that has it, and an order that is put off once more before it is cancelled.

INSERT INTO address (address_id, address_line_1, address_line_2, district, city, postal_code, country, phone, created_at, last_updated)
VALUES (5, '3 Quay Street', NULL, NULL, 'Cardiff', 'CF10 1AA', 'United Kingdom', '029 555105', '2024-11-21 09:00:00.000', '2024-11-21 09:00:00.000');

INSERT INTO counterparty (counterparty_id, counterparty_legal_name, legal_address_id, commercial_contact, delivery_contact,
                          created_at, last_updated)
VALUES (4, 'Quay & Daughters', 5, NULL, NULL, '2024-11-21 09:05:00.000', '2024-11-21 09:05:00.000');

UPDATE sales_order SET agreed_delivery_date = '2024-11-29' WHERE sales_order_id = 9;
