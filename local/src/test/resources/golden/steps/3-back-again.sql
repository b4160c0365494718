-- What became B is A again, to the last column. More is updated silently.

UPDATE sales_order SET agreed_delivery_location_id = 4 WHERE sales_order_id = 9;

UPDATE design SET design_name = 'Night Market', last_updated = '2022-11-03 14:20:49.962' WHERE design_id = 4;

-- Later still: 17 days by now.
UPDATE sales_order SET agreed_delivery_date = '2024-11-04' WHERE sales_order_id = 4;

UPDATE purchase_order SET agreed_delivery_date = '2024-10-30' WHERE purchase_order_id = 3;

UPDATE design SET file_name = 'canvas-20241118-e1f2.json' WHERE design_id = 2;
