-- The raw zone of the lake for Flink SQL. Written by a test, from what its files are written with.
-- ${raw} is the folder of the zone; `./local/totes sql` puts it in.
CREATE DATABASE `raw`;

CREATE TABLE `raw`.`address` (
    `address_id` INT,
    `address_line_1` STRING,
    `address_line_2` STRING,
    `district` STRING,
    `city` STRING,
    `postal_code` STRING,
    `country` STRING,
    `phone` STRING,
    `created_at` TIMESTAMP(6),
    `last_updated` TIMESTAMP(6),
    `_op` STRING,
    `_version` INT,
    `_cut` TIMESTAMP(6),
    `_xid` BIGINT,
    `_unfit` STRING,
    `cut_date` DATE
) COMMENT 'Every change of every row of address'
PARTITIONED BY (`cut_date`)
WITH ('connector' = 'filesystem', 'format' = 'parquet', 'path' = '${raw}/table=address');

CREATE TABLE `raw`.`counterparty` (
    `counterparty_id` INT,
    `counterparty_legal_name` STRING,
    `legal_address_id` INT,
    `commercial_contact` STRING,
    `delivery_contact` STRING,
    `created_at` TIMESTAMP(6),
    `last_updated` TIMESTAMP(6),
    `_op` STRING,
    `_version` INT,
    `_cut` TIMESTAMP(6),
    `_xid` BIGINT,
    `_unfit` STRING,
    `cut_date` DATE
) COMMENT 'Every change of every row of counterparty'
PARTITIONED BY (`cut_date`)
WITH ('connector' = 'filesystem', 'format' = 'parquet', 'path' = '${raw}/table=counterparty');

CREATE TABLE `raw`.`currency` (
    `currency_id` INT,
    `currency_code` STRING,
    `created_at` TIMESTAMP(6),
    `last_updated` TIMESTAMP(6),
    `_op` STRING,
    `_version` INT,
    `_cut` TIMESTAMP(6),
    `_xid` BIGINT,
    `_unfit` STRING,
    `cut_date` DATE
) COMMENT 'Every change of every row of currency'
PARTITIONED BY (`cut_date`)
WITH ('connector' = 'filesystem', 'format' = 'parquet', 'path' = '${raw}/table=currency');

CREATE TABLE `raw`.`cuts` (
    `id` INT,
    `cut` TIMESTAMP(6),
    `rows` BIGINT,
    `_op` STRING,
    `_version` INT,
    `_cut` TIMESTAMP(6),
    `_xid` BIGINT,
    `_unfit` STRING,
    `cut_date` DATE
) COMMENT 'Every cut that was closed and brought anything'
PARTITIONED BY (`cut_date`)
WITH ('connector' = 'filesystem', 'format' = 'parquet', 'path' = '${raw}/table=_cuts');

CREATE TABLE `raw`.`department` (
    `department_id` INT,
    `department_name` STRING,
    `location` STRING,
    `manager` STRING,
    `created_at` TIMESTAMP(6),
    `last_updated` TIMESTAMP(6),
    `_op` STRING,
    `_version` INT,
    `_cut` TIMESTAMP(6),
    `_xid` BIGINT,
    `_unfit` STRING,
    `cut_date` DATE
) COMMENT 'Every change of every row of department'
PARTITIONED BY (`cut_date`)
WITH ('connector' = 'filesystem', 'format' = 'parquet', 'path' = '${raw}/table=department');

CREATE TABLE `raw`.`design` (
    `design_id` INT,
    `created_at` TIMESTAMP(6),
    `design_name` STRING,
    `file_location` STRING,
    `file_name` STRING,
    `last_updated` TIMESTAMP(6),
    `_op` STRING,
    `_version` INT,
    `_cut` TIMESTAMP(6),
    `_xid` BIGINT,
    `_unfit` STRING,
    `cut_date` DATE
) COMMENT 'Every change of every row of design'
PARTITIONED BY (`cut_date`)
WITH ('connector' = 'filesystem', 'format' = 'parquet', 'path' = '${raw}/table=design');

CREATE TABLE `raw`.`payment` (
    `payment_id` INT,
    `created_at` TIMESTAMP(6),
    `last_updated` TIMESTAMP(6),
    `transaction_id` INT,
    `counterparty_id` INT,
    `payment_amount` DECIMAL(10,2),
    `currency_id` INT,
    `payment_type_id` INT,
    `paid` BOOLEAN,
    `payment_date` STRING,
    `company_ac_number` INT,
    `counterparty_ac_number` INT,
    `_op` STRING,
    `_version` INT,
    `_cut` TIMESTAMP(6),
    `_xid` BIGINT,
    `_unfit` STRING,
    `cut_date` DATE
) COMMENT 'Every change of every row of payment'
PARTITIONED BY (`cut_date`)
WITH ('connector' = 'filesystem', 'format' = 'parquet', 'path' = '${raw}/table=payment');

CREATE TABLE `raw`.`payment_type` (
    `payment_type_id` INT,
    `payment_type_name` STRING,
    `created_at` TIMESTAMP(6),
    `last_updated` TIMESTAMP(6),
    `_op` STRING,
    `_version` INT,
    `_cut` TIMESTAMP(6),
    `_xid` BIGINT,
    `_unfit` STRING,
    `cut_date` DATE
) COMMENT 'Every change of every row of payment_type'
PARTITIONED BY (`cut_date`)
WITH ('connector' = 'filesystem', 'format' = 'parquet', 'path' = '${raw}/table=payment_type');

CREATE TABLE `raw`.`purchase_order` (
    `purchase_order_id` INT,
    `created_at` TIMESTAMP(6),
    `last_updated` TIMESTAMP(6),
    `staff_id` INT,
    `counterparty_id` INT,
    `item_code` STRING,
    `item_quantity` INT,
    `item_unit_price` DECIMAL(10,2),
    `currency_id` INT,
    `agreed_delivery_date` STRING,
    `agreed_payment_date` STRING,
    `agreed_delivery_location_id` INT,
    `_op` STRING,
    `_version` INT,
    `_cut` TIMESTAMP(6),
    `_xid` BIGINT,
    `_unfit` STRING,
    `cut_date` DATE
) COMMENT 'Every change of every row of purchase_order'
PARTITIONED BY (`cut_date`)
WITH ('connector' = 'filesystem', 'format' = 'parquet', 'path' = '${raw}/table=purchase_order');

CREATE TABLE `raw`.`sales_order` (
    `sales_order_id` INT,
    `created_at` TIMESTAMP(6),
    `last_updated` TIMESTAMP(6),
    `design_id` INT,
    `staff_id` INT,
    `counterparty_id` INT,
    `units_sold` INT,
    `unit_price` DECIMAL(10,2),
    `currency_id` INT,
    `agreed_delivery_date` STRING,
    `agreed_payment_date` STRING,
    `agreed_delivery_location_id` INT,
    `_op` STRING,
    `_version` INT,
    `_cut` TIMESTAMP(6),
    `_xid` BIGINT,
    `_unfit` STRING,
    `cut_date` DATE
) COMMENT 'Every change of every row of sales_order'
PARTITIONED BY (`cut_date`)
WITH ('connector' = 'filesystem', 'format' = 'parquet', 'path' = '${raw}/table=sales_order');

CREATE TABLE `raw`.`staff` (
    `staff_id` INT,
    `first_name` STRING,
    `last_name` STRING,
    `department_id` INT,
    `email_address` STRING,
    `created_at` TIMESTAMP(6),
    `last_updated` TIMESTAMP(6),
    `_op` STRING,
    `_version` INT,
    `_cut` TIMESTAMP(6),
    `_xid` BIGINT,
    `_unfit` STRING,
    `cut_date` DATE
) COMMENT 'Every change of every row of staff'
PARTITIONED BY (`cut_date`)
WITH ('connector' = 'filesystem', 'format' = 'parquet', 'path' = '${raw}/table=staff');

CREATE TABLE `raw`.`transaction` (
    `transaction_id` INT,
    `transaction_type` STRING,
    `sales_order_id` INT,
    `purchase_order_id` INT,
    `created_at` TIMESTAMP(6),
    `last_updated` TIMESTAMP(6),
    `_op` STRING,
    `_version` INT,
    `_cut` TIMESTAMP(6),
    `_xid` BIGINT,
    `_unfit` STRING,
    `cut_date` DATE
) COMMENT 'Every change of every row of transaction'
PARTITIONED BY (`cut_date`)
WITH ('connector' = 'filesystem', 'format' = 'parquet', 'path' = '${raw}/table=transaction');
