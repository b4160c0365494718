-- Orders are updated: as it should be, silently, and twice in one transaction. A design gets another name.

-- As it should be.
UPDATE sales_order SET units_sold = 1010, last_updated = '2024-11-18 10:00:00.000' WHERE sales_order_id = 7;

-- Silently: last_updated stays as it was. The delivery is a week late.
UPDATE sales_order SET agreed_delivery_date = '2024-10-25' WHERE sales_order_id = 4;

-- From A (location 4) to B.
UPDATE sales_order SET agreed_delivery_location_id = 1 WHERE sales_order_id = 9;

-- Twice before anybody looks: one version.
UPDATE sales_order SET units_sold = 9000, last_updated = '2024-11-18 10:05:00.000' WHERE sales_order_id = 1;
UPDATE sales_order SET units_sold = 9500, last_updated = '2024-11-18 10:05:00.001' WHERE sales_order_id = 1;

-- From A (Night Market) to B.
UPDATE design SET design_name = 'Night Fair', last_updated = :'now' WHERE design_id = 4;
