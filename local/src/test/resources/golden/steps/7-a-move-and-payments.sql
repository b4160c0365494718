-- A member of staff moves to a department without a location, payments are made, and one of the dates is corrected.

UPDATE staff SET department_id = 4, last_updated = :'now' WHERE staff_id = 2;

-- The batch of 19 November, and that of the 20th: two payments in one millisecond.
UPDATE payment SET paid = true, last_updated = '2024-11-19 07:55:11.093' WHERE payment_id = 12;
UPDATE payment SET paid = true, last_updated = '2024-11-20 07:55:11.640' WHERE payment_id IN (11, 15);

-- Now it fits.
UPDATE sales_order SET agreed_delivery_date = '2024-12-02', last_updated = '2024-11-18 14:00:00.000' WHERE sales_order_id = 5;

-- This one does not yet: there is no 30 February.
UPDATE purchase_order SET agreed_delivery_date = '2024-12-05', last_updated = '2024-11-18 14:05:00.000' WHERE purchase_order_id = 5;
