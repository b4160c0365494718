-- Rows are deleted.

-- An order is cancelled, and its payment with it. totesys keeps the transaction, silently without an order.
DELETE FROM payment WHERE payment_id = 13;
DELETE FROM sales_order WHERE sales_order_id = 9;

-- By mistake: a design that only the cancelled order was for, and a payment.
DELETE FROM design WHERE design_id = 5;
DELETE FROM payment WHERE payment_id = 7;

-- Somebody who never sold or bought anything leaves.
DELETE FROM staff WHERE staff_id = 6;

-- A counterparty moves in with another address, and its own is nobody's any more.
UPDATE counterparty SET legal_address_id = 1, last_updated = :'now' WHERE counterparty_id = 4;
DELETE FROM address WHERE address_id = 5;
