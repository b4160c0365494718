-- The stand-in totesys: the tables of the order system, without their keys (2-keys.sql).
-- Keys come after the rows, so that millions of rows load in minutes.
--
-- Every table has created_at, set by the database, and last_updated, which only the client sets:
-- no default, no trigger and no index, so a plain UPDATE leaves it as it was.

CREATE TYPE "PaymentTypeName" AS ENUM ('SALES_RECEIPT', 'SALES_REFUND', 'PURCHASE_PAYMENT', 'PURCHASE_REFUND');
CREATE TYPE "TransactionType" AS ENUM ('SALE', 'PURCHASE');

CREATE TABLE address (
    address_id     serial       NOT NULL,
    address_line_1 text         NOT NULL,
    address_line_2 text,
    district       text,
    city           text         NOT NULL,
    postal_code    text         NOT NULL,
    country        text         NOT NULL,
    phone          text         NOT NULL,
    created_at     timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    last_updated   timestamp(3) NOT NULL
);

CREATE TABLE counterparty (
    counterparty_id         serial       NOT NULL,
    counterparty_legal_name text         NOT NULL,
    legal_address_id        integer      NOT NULL,
    commercial_contact      text,
    delivery_contact        text,
    created_at              timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    last_updated            timestamp(3) NOT NULL
);

CREATE TABLE currency (
    currency_id   serial       NOT NULL,
    currency_code varchar(3)   NOT NULL,
    created_at    timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    last_updated  timestamp(3) NOT NULL
);

CREATE TABLE department (
    department_id   serial       NOT NULL,
    department_name text         NOT NULL,
    location        text,
    manager         text,
    created_at      timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    last_updated    timestamp(3) NOT NULL
);

CREATE TABLE design (
    design_id     serial       NOT NULL,
    created_at    timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    design_name   text         NOT NULL,
    file_location text         NOT NULL,
    file_name     text         NOT NULL,
    last_updated  timestamp(3) NOT NULL
);

CREATE TABLE payment_type (
    payment_type_id   serial            NOT NULL,
    payment_type_name "PaymentTypeName" NOT NULL,
    created_at        timestamp(3)      NOT NULL DEFAULT CURRENT_TIMESTAMP,
    last_updated      timestamp(3)      NOT NULL
);

CREATE TABLE staff (
    staff_id      serial       NOT NULL,
    first_name    text         NOT NULL,
    last_name     text         NOT NULL,
    department_id integer      NOT NULL,
    email_address text         NOT NULL,
    created_at    timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    last_updated  timestamp(3) NOT NULL
);

-- The agreed dates are text, yyyy-mm-dd.
CREATE TABLE sales_order (
    sales_order_id              serial         NOT NULL,
    created_at                  timestamp(3)   NOT NULL DEFAULT CURRENT_TIMESTAMP,
    last_updated                timestamp(3)   NOT NULL,
    design_id                   integer        NOT NULL,
    staff_id                    integer        NOT NULL,
    counterparty_id             integer        NOT NULL,
    units_sold                  integer        NOT NULL,
    unit_price                  numeric(10, 2) NOT NULL,
    currency_id                 integer        NOT NULL,
    agreed_delivery_date        text           NOT NULL,
    agreed_payment_date         text           NOT NULL,
    agreed_delivery_location_id integer        NOT NULL
);

CREATE TABLE purchase_order (
    purchase_order_id           serial         NOT NULL,
    created_at                  timestamp(3)   NOT NULL DEFAULT CURRENT_TIMESTAMP,
    last_updated                timestamp(3)   NOT NULL,
    staff_id                    integer        NOT NULL,
    counterparty_id             integer        NOT NULL,
    item_code                   text           NOT NULL,
    item_quantity               integer        NOT NULL,
    item_unit_price             numeric(10, 2) NOT NULL,
    currency_id                 integer        NOT NULL,
    agreed_delivery_date        text           NOT NULL,
    agreed_payment_date         text           NOT NULL,
    agreed_delivery_location_id integer        NOT NULL
);

CREATE TABLE transaction (
    transaction_id    serial            NOT NULL,
    transaction_type  "TransactionType" NOT NULL,
    sales_order_id    integer,
    purchase_order_id integer,
    created_at        timestamp(3)      NOT NULL DEFAULT CURRENT_TIMESTAMP,
    last_updated      timestamp(3)      NOT NULL
);

CREATE TABLE payment (
    payment_id             serial         NOT NULL,
    created_at             timestamp(3)   NOT NULL DEFAULT CURRENT_TIMESTAMP,
    last_updated           timestamp(3)   NOT NULL,
    transaction_id         integer        NOT NULL,
    counterparty_id        integer        NOT NULL,
    payment_amount         numeric(10, 2) NOT NULL,
    currency_id            integer        NOT NULL,
    payment_type_id        integer        NOT NULL,
    paid                   boolean        NOT NULL,
    payment_date           text           NOT NULL,
    company_ac_number      integer        NOT NULL,
    counterparty_ac_number integer        NOT NULL
);

-- The log of the tool that manages the schema. It is not data: whoever reads totesys must leave it out.
CREATE TABLE _prisma_migrations (
    id                  varchar(36)  NOT NULL PRIMARY KEY,
    checksum            varchar(64)  NOT NULL,
    finished_at         timestamptz,
    migration_name      varchar(255) NOT NULL,
    logs                text,
    rolled_back_at      timestamptz,
    started_at          timestamptz  NOT NULL DEFAULT now(),
    applied_steps_count integer      NOT NULL DEFAULT 0
);

INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
VALUES ('00000000-0000-4000-8000-000000000001', repeat('0', 64), '2022-11-03 14:20:45.310Z', '20221103142000_init', '2022-11-03 14:20:45.021Z', 1);
