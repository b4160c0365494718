-- The processed zone of the lake for Flink SQL. Written by a test, from what its files are written with.
-- ${processed} is the folder of the zone; `./local/totes sql` puts it in.
CREATE DATABASE `processed`;

CREATE TABLE `processed`.`dim_counterparty` (
    `counterparty_id` INT,
    `counterparty_legal_name` STRING,
    `counterparty_legal_address_line_1` STRING,
    `counterparty_legal_address_line_2` STRING,
    `counterparty_legal_district` STRING,
    `counterparty_legal_city` STRING,
    `counterparty_legal_postal_code` STRING,
    `counterparty_legal_country` STRING,
    `counterparty_legal_phone_number` STRING,
    `version` INT,
    `valid_from` TIMESTAMP(6),
    `is_deleted` BOOLEAN,
    `cut_date` DATE
) COMMENT 'Every version of every row: one holds until the next of its key begins'
PARTITIONED BY (`cut_date`)
WITH ('connector' = 'filesystem', 'format' = 'parquet', 'path' = '${processed}/table=dim_counterparty');

CREATE TABLE `processed`.`dim_currency` (
    `currency_id` INT,
    `currency_code` STRING,
    `currency_name` STRING,
    `version` INT,
    `valid_from` TIMESTAMP(6),
    `is_deleted` BOOLEAN,
    `cut_date` DATE
) COMMENT 'Every version of every row: one holds until the next of its key begins'
PARTITIONED BY (`cut_date`)
WITH ('connector' = 'filesystem', 'format' = 'parquet', 'path' = '${processed}/table=dim_currency');

CREATE TABLE `processed`.`dim_date` (
    `date_id` DATE,
    `year` INT,
    `month` INT,
    `day` INT,
    `day_of_week` INT,
    `day_name` STRING,
    `month_name` STRING,
    `quarter` INT,
    `version` INT,
    `valid_from` TIMESTAMP(6),
    `is_deleted` BOOLEAN,
    `cut_date` DATE
) COMMENT 'Every day of every year that a fact refers to'
PARTITIONED BY (`cut_date`)
WITH ('connector' = 'filesystem', 'format' = 'parquet', 'path' = '${processed}/table=dim_date');

CREATE TABLE `processed`.`dim_design` (
    `design_id` INT,
    `design_name` STRING,
    `file_location` STRING,
    `file_name` STRING,
    `version` INT,
    `valid_from` TIMESTAMP(6),
    `is_deleted` BOOLEAN,
    `cut_date` DATE
) COMMENT 'Every version of every row: one holds until the next of its key begins'
PARTITIONED BY (`cut_date`)
WITH ('connector' = 'filesystem', 'format' = 'parquet', 'path' = '${processed}/table=dim_design');

CREATE TABLE `processed`.`dim_location` (
    `location_id` INT,
    `address_line_1` STRING,
    `address_line_2` STRING,
    `district` STRING,
    `city` STRING,
    `postal_code` STRING,
    `country` STRING,
    `phone` STRING,
    `version` INT,
    `valid_from` TIMESTAMP(6),
    `is_deleted` BOOLEAN,
    `cut_date` DATE
) COMMENT 'Every version of every row: one holds until the next of its key begins'
PARTITIONED BY (`cut_date`)
WITH ('connector' = 'filesystem', 'format' = 'parquet', 'path' = '${processed}/table=dim_location');

CREATE TABLE `processed`.`dim_payment_type` (
    `payment_type_id` INT,
    `payment_type_name` STRING,
    `version` INT,
    `valid_from` TIMESTAMP(6),
    `is_deleted` BOOLEAN,
    `cut_date` DATE
) COMMENT 'Every version of every row: one holds until the next of its key begins'
PARTITIONED BY (`cut_date`)
WITH ('connector' = 'filesystem', 'format' = 'parquet', 'path' = '${processed}/table=dim_payment_type');

CREATE TABLE `processed`.`dim_staff` (
    `staff_id` INT,
    `first_name` STRING,
    `last_name` STRING,
    `department_name` STRING,
    `location` STRING,
    `email_address` STRING,
    `version` INT,
    `valid_from` TIMESTAMP(6),
    `is_deleted` BOOLEAN,
    `cut_date` DATE
) COMMENT 'Every version of every row: one holds until the next of its key begins'
PARTITIONED BY (`cut_date`)
WITH ('connector' = 'filesystem', 'format' = 'parquet', 'path' = '${processed}/table=dim_staff');

CREATE TABLE `processed`.`dim_transaction` (
    `transaction_id` INT,
    `transaction_type` STRING,
    `sales_order_id` INT,
    `purchase_order_id` INT,
    `version` INT,
    `valid_from` TIMESTAMP(6),
    `is_deleted` BOOLEAN,
    `cut_date` DATE
) COMMENT 'Every version of every row: one holds until the next of its key begins'
PARTITIONED BY (`cut_date`)
WITH ('connector' = 'filesystem', 'format' = 'parquet', 'path' = '${processed}/table=dim_transaction');

CREATE TABLE `processed`.`fact_payment` (
    `payment_id` INT,
    `created_date` DATE,
    `created_time` BIGINT,
    `last_updated_date` DATE,
    `last_updated_time` BIGINT,
    `transaction_id` INT,
    `counterparty_id` INT,
    `payment_amount` DECIMAL(10,2),
    `currency_id` INT,
    `payment_type_id` INT,
    `paid` BOOLEAN,
    `payment_date` DATE,
    `version` INT,
    `recorded_at` TIMESTAMP(6),
    `is_deleted` BOOLEAN,
    `cut_date` DATE
) COMMENT 'Every version of every row: a sum over it counts a changed row as often as it changed'
PARTITIONED BY (`cut_date`)
WITH ('connector' = 'filesystem', 'format' = 'parquet', 'path' = '${processed}/table=fact_payment');

CREATE TABLE `processed`.`fact_purchase_order` (
    `purchase_order_id` INT,
    `created_date` DATE,
    `created_time` BIGINT,
    `last_updated_date` DATE,
    `last_updated_time` BIGINT,
    `staff_id` INT,
    `counterparty_id` INT,
    `item_code` STRING,
    `item_quantity` INT,
    `item_unit_price` DECIMAL(10,2),
    `currency_id` INT,
    `agreed_delivery_date` DATE,
    `agreed_payment_date` DATE,
    `agreed_delivery_location_id` INT,
    `version` INT,
    `recorded_at` TIMESTAMP(6),
    `is_deleted` BOOLEAN,
    `cut_date` DATE
) COMMENT 'Every version of every row: a sum over it counts a changed row as often as it changed'
PARTITIONED BY (`cut_date`)
WITH ('connector' = 'filesystem', 'format' = 'parquet', 'path' = '${processed}/table=fact_purchase_order');

CREATE TABLE `processed`.`fact_sales_order` (
    `sales_order_id` INT,
    `created_date` DATE,
    `created_time` BIGINT,
    `last_updated_date` DATE,
    `last_updated_time` BIGINT,
    `sales_staff_id` INT,
    `counterparty_id` INT,
    `units_sold` INT,
    `unit_price` DECIMAL(10,2),
    `currency_id` INT,
    `design_id` INT,
    `agreed_payment_date` DATE,
    `agreed_delivery_date` DATE,
    `agreed_delivery_location_id` INT,
    `version` INT,
    `recorded_at` TIMESTAMP(6),
    `is_deleted` BOOLEAN,
    `cut_date` DATE
) COMMENT 'Every version of every row: a sum over it counts a changed row as often as it changed'
PARTITIONED BY (`cut_date`)
WITH ('connector' = 'filesystem', 'format' = 'parquet', 'path' = '${processed}/table=fact_sales_order');

CREATE TABLE `processed`.`quarantine` (
    `table_name` STRING,
    `row_key` STRING,
    `version` INT,
    `column_name` STRING,
    `recorded_at` TIMESTAMP(6),
    `value` STRING,
    `reason` STRING,
    `table` STRING,
    `cut_date` DATE
) COMMENT 'Rows of totesys that do not fit the star, and why'
PARTITIONED BY (`table`, `cut_date`)
WITH ('connector' = 'filesystem', 'format' = 'parquet', 'path' = '${processed}/quarantine');
