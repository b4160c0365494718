package com.terrifictotes.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.StarTable.Role;
import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.postgres.Credentials;
import com.terrifictotes.local.postgres.PostgresServer;
import com.terrifictotes.local.postgres.SharedServer;
import com.terrifictotes.local.warehouse.Migrated;
import com.terrifictotes.local.warehouse.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The migrations, the declaration of the star, and what the job checks before it starts, are one. */
class WarehouseSchemaIT {

    private static final String COLUMNS = """
            SELECT column_name, is_nullable FROM information_schema.columns
            WHERE table_schema = '%s' AND table_name = '%s' ORDER BY ordinal_position""";

    private static final String NAMES = """
            SELECT column_name FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name = '%s' ORDER BY ordinal_position""";

    @Test
    void everyTableOfTheStarIsThereAsDeclared() {
        TestWarehouse warehouse = TestWarehouse.create();

        assertThatCode(() -> require(warehouse)).doesNotThrowAnyException();
        for (StarTable table : StarSchema.tables()) {
            List<String> contract = Stream.concat(
                            Stream.of(table.recordKey())
                                    .filter(key -> !key.isEmpty())
                                    .map(key -> key + "|NO"),
                            table.columns().stream()
                                    .map(column ->
                                            column.name() + (column.column().nullable() ? "|YES" : "|NO")))
                    .toList();
            assertThat(warehouse.rows(COLUMNS.formatted("public", table.name())))
                    .as(table.name())
                    .startsWith(contract.toArray(String[]::new));
        }
    }

    @Test
    void everyTableViewAndColumnSaysWhatItMeans() {
        assertThat(TestWarehouse.create().rows("""
                                SELECT c.relname, a.attname
                                FROM pg_class c
                                JOIN pg_attribute a ON a.attrelid = c.oid AND (a.attnum > 0 OR a.attname = 'ctid')
                                WHERE c.relnamespace IN ('public'::regnamespace, 'etl'::regnamespace)
                                    AND c.relkind IN ('r', 'v') AND c.relname <> 'schema_history'
                                    AND coalesce(col_description(c.oid, greatest(a.attnum, 0)),
                                        CASE WHEN a.attnum < 0 THEN obj_description(c.oid) END) IS NULL""")).isEmpty();
    }

    @Test
    void everyFactHasItsViews() {
        TestWarehouse warehouse = TestWarehouse.create();
        for (StarTable fact : StarSchema.tables(Role.FACT)) {
            List<String> table = names(warehouse, fact.name());
            List<String> shared = table.subList(0, table.indexOf("is_current"));
            assertThat(table.subList(shared.size(), table.size())).containsExactly("is_current", "is_deleted");
            assertThat(names(warehouse, "current_" + fact.name())).isEqualTo(shared);
            assertThat(names(warehouse, fact.name() + "_as_recorded"))
                    .startsWith(shared.toArray(String[]::new))
                    .contains("is_current")
                    .endsWith("is_deleted");
        }
        assertThat(names(warehouse, "fact_purchase_order_as_recorded"))
                .contains("staff_department_name", "counterparty_legal_phone_number", "currency_name", "delivery_city");
    }

    @Test
    void theVersionKnownIsTheNewestMigration() throws IOException {
        try (Stream<Path> scripts = Files.list(Path.of("../sql/warehouse"))) {
            assertThat(scripts.map(path -> path.getFileName().toString())
                            .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                            .max())
                    .hasValue(WarehouseSchema.VERSION);
        }
    }

    @Test
    void migratingTwiceDoesNothing() throws Exception {
        TestWarehouse warehouse = TestWarehouse.empty();

        assertThat(Migrations.migrate(warehouse)).isEqualTo(new Migrated(0, WarehouseSchema.VERSION));
        assertThat(Migrations.migrate(warehouse))
                .isEqualTo(new Migrated(WarehouseSchema.VERSION, WarehouseSchema.VERSION))
                .matches(Migrated::isUnchanged);
    }

    @Test
    void aDatabaseOfSomebodyElseIsNotMigrated() throws Exception {
        TestWarehouse warehouse = TestWarehouse.empty();
        warehouse.execute("CREATE TABLE fact_sales_order (id int); CREATE TABLE customers (id int)");

        assertThatThrownBy(() -> Migrations.migrate(warehouse))
                .isInstanceOf(EnvironmentException.class)
                .hasMessage("Cannot migrate the warehouse the test's warehouse: it holds tables that are not ours: "
                        + "public.customers, public.fact_sales_order, expected an empty database");
        assertThat(warehouse.value("SELECT to_regnamespace('etl') IS NULL")).isEqualTo("t");
    }

    @Test
    void aJobDoesNotStartOnASchemaItDoesNotKnow() throws Exception {
        TestWarehouse empty = TestWarehouse.empty();
        assertRefused(
                empty,
                "Cannot use the warehouse: its schema has no version, expected 7. Run: ./local/totes migrate --properties FILE");

        TestWarehouse older = TestWarehouse.create();
        older.execute("DELETE FROM etl.schema_history WHERE version::int > 5");
        assertRefused(
                older,
                "Cannot use the warehouse: its schema is of version 5, expected 7. Run: ./local/totes migrate --properties FILE");

        TestWarehouse newer = TestWarehouse.create();
        newer.execute("UPDATE etl.schema_history SET version = '12' WHERE version = '7'");
        assertRefused(
                newer,
                "Cannot use the warehouse: its schema is of version 12, expected 7. Another Totes has migrated it: start a "
                        + "job as new as that, whose ./local/totes migrate --properties FILE knows the schema");
    }

    @Test
    void aJobDoesNotStartOnTablesThatSomebodyChanged() throws Exception {
        TestWarehouse changed = TestWarehouse.create();
        changed.execute(
                "ALTER TABLE dim_payment_type ALTER payment_type_name DROP NOT NULL;"
                        + " DROP TABLE dim_currency_history CASCADE; ALTER TABLE etl.stage_dim_payment_type DROP COLUMN is_deleted");

        assertRefused(changed, """
                Cannot use the warehouse, its tables are not those of version 7:
                  - table public.dim_currency_history is missing
                  - table public.dim_payment_type has the columns [payment_type_id integer NOT NULL, payment_type_name text,\
                 is_deleted boolean NOT NULL, is_inferred boolean NOT NULL], expected [payment_type_id integer NOT NULL,\
                 payment_type_name text NOT NULL, is_deleted boolean NOT NULL, is_inferred boolean NOT NULL]
                  - table etl.stage_dim_payment_type has the columns [batch_id bigint NOT NULL, cut timestamp with time zone\
                 NOT NULL, payment_type_id integer NOT NULL, payment_type_name text NOT NULL, version integer NOT NULL,\
                 valid_from timestamp with time zone NOT NULL], expected [batch_id bigint NOT NULL, cut timestamp with time\
                 zone NOT NULL, payment_type_id integer NOT NULL, payment_type_name text NOT NULL, version integer NOT NULL,\
                 valid_from timestamp with time zone NOT NULL, is_deleted boolean NOT NULL]
                Somebody changed them: put them back, or start with an empty database. Run: ./local/totes migrate --properties FILE""");
    }

    @Test
    void aJobDoesNotStartAsARoleThatMayOnlyRead() throws Exception {
        TestWarehouse warehouse = TestWarehouse.create();
        PostgresServer server = SharedServer.server();
        Credentials reader = server.createReader("warehouse_reader", warehouse.name(), "public");
        server.createReader("warehouse_reader", warehouse.name(), "etl");

        try (Connection asReader = server.connect(warehouse.name(), reader);
                Connection asOwner = server.connect(warehouse.name())) {
            assertThatThrownBy(() -> WarehouseGrants.requireWrite(asReader))
                    .isInstanceOf(WarehouseException.class)
                    .hasMessage("Cannot write to the warehouse: the user 'warehouse_reader' may not write to etl.batch,"
                            + " etl.batch_id, etl.ledger, etl.load_dim_transaction, etl.load_fact_payment and 34 more."
                            + " Give it the grants of docs/warehouse.md");
            assertThatCode(() -> WarehouseGrants.requireWrite(asOwner)).doesNotThrowAnyException();
        }
    }

    @Test
    void aJobNeedsNoMoreThanTheGrantsOfThePage() throws Exception {
        TestWarehouse warehouse = TestWarehouse.create();
        PostgresServer server = SharedServer.server();
        Credentials totes = server.createReader("warehouse_loader", warehouse.name(), "public");
        warehouse.execute("""
                GRANT USAGE ON SCHEMA public, etl TO warehouse_loader;
                GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, etl TO warehouse_loader;
                GRANT USAGE ON ALL SEQUENCES IN SCHEMA public, etl TO warehouse_loader""");

        try (Connection loader = server.connect(warehouse.name(), totes)) {
            assertThatCode(() -> WarehouseSchema.require(loader)).doesNotThrowAnyException();
            assertThatCode(() -> WarehouseGrants.requireWrite(loader)).doesNotThrowAnyException();
        }
    }

    private static List<String> names(TestWarehouse warehouse, String view) {
        return warehouse.rows(NAMES.formatted(view));
    }

    private static void assertRefused(TestWarehouse warehouse, String message) {
        assertThatThrownBy(() -> require(warehouse))
                .isInstanceOf(WarehouseException.class)
                .hasMessage(message);
    }

    private static void require(TestWarehouse warehouse) throws SQLException {
        try (Connection connection = warehouse.connect()) {
            WarehouseSchema.require(connection);
        }
    }
}
