package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.local.postgres.Credentials;
import com.terrifictotes.local.postgres.PostgresServer;
import com.terrifictotes.local.postgres.SharedServer;
import com.terrifictotes.local.warehouse.Migrations;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.function.Predicate;
import org.flywaydb.core.Flyway;

/** A warehouse in a database of its own on the shared server. */
record TestWarehouse(String name) implements Database {

    private static final long serialVersionUID = 1;

    private static final String TABLES =
            "SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname IN ('public', 'etl') ORDER BY 1";

    /** A new one, of the newest schema. */
    static TestWarehouse create() {
        try {
            return new TestWarehouse(copyOf(Template.NAME));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** A database without anything in it. */
    static TestWarehouse empty() throws SQLException {
        return new TestWarehouse(SharedServer.newDatabase());
    }

    /** One of an earlier schema. */
    static TestWarehouse ofVersion(int version) throws SQLException {
        TestWarehouse warehouse = empty();
        PostgresServer server = SharedServer.server();
        Credentials owner = server.superuser();
        Flyway.configure(TestWarehouse.class.getClassLoader())
                .dataSource(server.jdbcUrl(warehouse.name), owner.username(), owner.password())
                .defaultSchema(WarehouseSchema.SCHEMA)
                .table(WarehouseSchema.HISTORY)
                .locations("classpath:sql/warehouse")
                .placeholderReplacement(false)
                .target(Integer.toString(version))
                .load()
                .migrate();
        return warehouse;
    }

    @Override
    public Connection connect() throws SQLException {
        PostgresServer server = SharedServer.server();
        return DriverManager.getConnection(
                server.jdbcUrl(name),
                server.superuser().username(),
                server.superuser().password());
    }

    @Override
    public String address() {
        return "the test's warehouse";
    }

    /** Rows as text, values separated by bars. */
    List<String> rows(String query) {
        try (Connection connection = connect()) {
            return rows(connection, query);
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }

    static List<String> rows(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
            return lines(statement, query);
        }
    }

    private static List<String> lines(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                StringJoiner line = new StringJoiner("|");
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    line.add(String.valueOf(rows.getString(i)));
                }
                lines.add(line.toString());
            }
            return lines;
        }
    }

    String value(String query) {
        return rows(query).get(0);
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** How Postgres would run a statement after another one, which is then as if it had not been. */
    List<String> planAfter(String before, String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(before);
            List<String> plan = lines(statement, "EXPLAIN " + sql);
            connection.rollback();
            return plan;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** Every row of every table, with where it lies and which transaction wrote it. */
    Map<String, List<String>> everything() {
        return each(table -> true, "SELECT ctid, xmin, t.* FROM %s t ORDER BY t.*::text");
    }

    /** What people see and how far it is, without what differs from one try to the next. */
    Map<String, List<String>> visible() {
        Map<String, List<String>> tables = each(
                table -> table.startsWith("public.") || table.equals("etl.quarantine"),
                "SELECT to_jsonb(t) - 'sales_record_id' - 'purchase_record_id' - 'payment_record_id' FROM %s t ORDER BY 1");
        tables.put("etl.ledger", rows("SELECT pipeline, complete_to, rows FROM etl.ledger"));
        return tables;
    }

    private Map<String, List<String>> each(Predicate<String> isMeant, String query) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        try (Connection connection = connect()) {
            for (String table : rows(connection, TABLES)) {
                if (isMeant.test(table)) {
                    rows.put(table, rows(connection, query.formatted(table)));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Rows that wait in staging. */
    long staged() {
        return count(table -> table.startsWith("etl.stage_"));
    }

    /** Rows of a first load that wait where they will be seen. */
    long loaded() {
        return count(table -> table.startsWith("etl.load_"));
    }

    private long count(Predicate<String> isMeant) {
        return each(isMeant, "SELECT 1 FROM %s").values().stream()
                .mapToLong(List::size)
                .sum();
    }

    private static String copyOf(String template) throws SQLException {
        String name = "warehouse_" + UUID.randomUUID().toString().replace('-', '_');
        try (Connection connection = SharedServer.server().connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        }
        return name;
    }

    /** Migrated once, copied often. */
    private static final class Template {
        static final String NAME = migrated();

        private static String migrated() {
            try {
                TestWarehouse template = empty();
                Migrations.migrate(template);
                return template.name();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }
    }
}
