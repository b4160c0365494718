package com.terrifictotes.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.catalog.UserException;
import com.terrifictotes.job.Main;
import com.terrifictotes.local.postgres.Credentials;
import com.terrifictotes.local.postgres.PostgresServer;
import com.terrifictotes.local.postgres.SharedServer;
import com.terrifictotes.local.totesys.TestTotesys;
import com.terrifictotes.local.warehouse.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The job as a cluster starts it, told to take what is there and end. */
@Timeout(120)
class BoundedJobIT {

    private static final int PARCELS = 5_000;

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void itReadsChunksAndSmallTablesAndEndsByItself() throws Exception {
        String database = SharedServer.newDatabase();
        try (Connection connection = SharedServer.server().connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE parcel (parcel_id integer PRIMARY KEY, note text)");
            statement.execute(
                    "INSERT INTO parcel SELECT n, 'note ' || n FROM generate_series(1, %d) n".formatted(PARCELS));
            statement.execute("ANALYZE parcel");
            statement.execute("CREATE TABLE depot (depot_id integer PRIMARY KEY, town text)");
            statement.execute("INSERT INTO depot VALUES (1, 'Leeds'), (2, NULL)");
            statement.execute("CREATE TABLE nothing (nothing_id integer PRIMARY KEY)");
        }

        Main.main(new String[] {"--properties", settings(database).toString()});

        assertThat(DuckDb.query("SELECT count(*), count(DISTINCT parcel_id), count(DISTINCT note), max(_version) FROM "
                        + raw("parcel")))
                .containsExactly(List.of("5000", "5000", "5000", "1"));
        assertThat(DuckDb.query("SELECT depot_id, coalesce(town, '(none)'), _op FROM " + raw("depot") + " ORDER BY 1"))
                .containsExactly(List.of("1", "Leeds", "insert"), List.of("2", "(none)", "insert"));
        assertThat(folder.resolve("raw/table=nothing")).doesNotExist();
    }

    @Test
    void itPublishesAllOfItBeforeItEnds() throws Exception {
        TestTotesys totesys = TestTotesys.withHistory(13);
        String warehouse = SharedServer.newDatabase();
        PostgresServer server = SharedServer.server();
        Migrations.migrate(server.database(warehouse, server.superuser()));

        Main.main(new String[] {
            "--properties", settings(totesys.database(), warehouse).toString()
        });

        for (String table : List.of("sales_order", "purchase_order", "payment")) {
            assertThat(number(warehouse, "SELECT count(*) FROM current_fact_" + table))
                    .as(table)
                    .isEqualTo(totesys.number("SELECT count(*) FROM " + table));
        }
        assertThat(number(warehouse, "SELECT count(*) FROM dim_staff")).isEqualTo(20);
        assertThat(number(warehouse, "SELECT count(*) FROM etl.ledger WHERE complete_to IS NOT NULL"))
                .isEqualTo(1);
        assertThat(number(warehouse, "SELECT count(*) FROM etl.stage_fact_payment"))
                .isZero();
    }

    @Test
    void itThrowsWhatItsUserCanPutRight() throws Exception {
        String empty = SharedServer.newDatabase();
        Path settings = settings(empty);

        assertThatThrownBy(() -> Main.main(new String[] {"--properties", settings.toString()}))
                .isInstanceOf(UserException.class)
                .hasMessage("Cannot follow totesys:\n  - schema 'public' has no tables that this user can see");
    }

    private String raw(String table) {
        return "read_parquet('%s/raw/table=%s/**/*.parquet')".formatted(folder, table);
    }

    private static long number(String database, String query) throws SQLException {
        return new TestTotesys(database).number(query);
    }

    private Path settings(String database) throws IOException, SQLException {
        return settings(database, null);
    }

    private Path settings(String database, @Nullable String warehouse) throws IOException, SQLException {
        Credentials reader = SharedServer.server().createReader("bounded_reader", database, "public");
        Path secret = Files.writeString(
                folder.resolve("secret.json"),
                "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(reader.username(), reader.password()));
        return Files.writeString(folder.resolve("settings.json"), """
                [{"PropertyGroupId": "Source", "PropertyMap": {"url": "%s", "secret": "file:%s", "chunk.rows": "1000"}},
                 {"PropertyGroupId": "Lake", "PropertyMap": {"raw.path": "%s"}},
                 %s{"PropertyGroupId": "Pipeline", "PropertyMap": {"mode": "bounded"}}]
                """.formatted(
                        SharedServer.server().jdbcUrl(database),
                        secret,
                        folder.resolve("raw").toUri(),
                        warehouse == null ? "" : warehouseGroup(warehouse)));
    }

    private String warehouseGroup(String database) throws IOException {
        Credentials superuser = SharedServer.server().superuser();
        Path secret = Files.writeString(
                folder.resolve("warehouse-secret.json"),
                "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(superuser.username(), superuser.password()));
        return "{\"PropertyGroupId\": \"Warehouse\", \"PropertyMap\": {\"url\": \"%s\", \"secret\": \"file:%s\"}},%n"
                .formatted(SharedServer.server().jdbcUrl(database), secret);
    }
}
