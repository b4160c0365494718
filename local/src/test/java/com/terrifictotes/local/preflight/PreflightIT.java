package com.terrifictotes.local.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.job.Settings;
import com.terrifictotes.local.pipeline.SettingsFile;
import com.terrifictotes.local.postgres.Credentials;
import com.terrifictotes.local.postgres.PostgresServer;
import com.terrifictotes.local.postgres.SharedServer;
import com.terrifictotes.local.preflight.Finding.Level;
import com.terrifictotes.local.totesys.TestTotesys;
import com.terrifictotes.local.warehouse.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each thing that is in the way of a pipeline is found before it runs, all of them at once. */
class PreflightIT {

    private final PostgresServer server = SharedServer.server();

    @TempDir
    private Path folder = Path.of("");

    private TestTotesys totesys = new TestTotesys("unset");
    private String warehouse = "";
    private Credentials reader = server.superuser();

    @BeforeEach
    void make() throws Exception {
        totesys = TestTotesys.empty();
        reader = server.createReader("totes_reader", totesys.database(), "public");
        warehouse = SharedServer.newDatabase();
        Migrations.migrate(server.database(warehouse, server.superuser()));
    }

    @Test
    void nothingIsInTheWayOfAPipelineThatCanRun() throws Exception {
        List<Section> sections = look();

        assertThat(of(sections, Level.PROBLEM)).isEmpty();
        assertThat(of(sections, Level.FINE))
                .contains(
                        "11 tables to follow: address, counterparty, currency, department, design, payment, payment_type, purchase_order, sales_order, staff, transaction",
                        "All columns that the star is made of are there",
                        "file://%s/lake/raw: 6 MB were uploaded in parts, read back and deleted".formatted(folder),
                        "The pipeline 'totes' has published nothing yet");
        assertThat(folder.resolve("lake/raw")).isEmptyDirectory();
        assertThat(of(sections, Level.ADVICE))
                .as("the tests' server holds both databases, and may lose what it said was committed")
                .anySatisfy(text -> assertThat(text).contains("in the same cluster as totesys"));
    }

    @Test
    void whatCannotBeFollowedIsToldWithTheStatementThatMendsIt() throws Exception {
        totesys.execute("CREATE TABLE notes (line text)");
        totesys.execute("REVOKE SELECT ON design FROM totes_reader");
        totesys.execute("ALTER TABLE staff DROP COLUMN email_address");
        totesys.execute("CREATE VIEW big_orders AS SELECT * FROM sales_order");

        List<Section> sections = look();

        assertThat(of(sections, Level.PROBLEM))
                .containsExactly(
                        "table 'design' cannot be read: GRANT SELECT ON \"public\".\"design\" TO \"totes_reader\", or leave it out with Source: tables.exclude",
                        "table 'notes' has no primary key: give it one, or leave it out with Source: tables.exclude",
                        "The star cannot be made: column 'staff.email_address' is missing, dim_staff is made of it");
        assertThat(of(sections, Level.FINE)).contains("Not tables, and so not followed: big_orders");
    }

    @Test
    void timesInAnotherZoneAreGuessed() throws Exception {
        totesys.execute(
                "INSERT INTO department VALUES (1, 'Sales', NULL, NULL, (now() AT TIME ZONE 'UTC') + interval '330 minutes', now())");

        assertThat(of(look(), Level.ADVICE))
                .contains(
                        "The newest department.created_at is 5.5 hours in the future: timestamps without time zone are taken for UTC. Does somebody write local time?");
    }

    @Test
    void aWriterThatStaysOpenIsNamed() throws Exception {
        try (Connection writer = totesys.connect()) {
            writer.setAutoCommit(false);
            execute(writer, "INSERT INTO department VALUES (1, 'Sales', NULL, NULL, now(), now())");

            assertThat(of(look(), Level.ADVICE))
                    .anySatisfy(text -> assertThat(text).startsWith("A writing transaction stays open (process "));
        }
        assertThat(of(look(), Level.ADVICE)).noneMatch(text -> text.startsWith("A writing transaction"));
    }

    @Test
    void aLakeThatCannotBeWrittenAWarehouseWithoutTablesAndADatabaseThatIsAwayAreAllTold() throws Exception {
        Files.writeString(folder.resolve("lake"), "a file where the folder should be");
        warehouse = SharedServer.newDatabase();

        List<Section> sections = Preflight.of(settings("jdbc:postgresql://127.0.0.1:1/totesys"));

        assertThat(sections)
                .extracting(section -> section.count(Level.PROBLEM))
                .as("totesys, the two zones of the lake, the warehouse")
                .containsExactly(1L, 2L, 1L);
        assertThat(of(sections, Level.PROBLEM))
                .anySatisfy(text -> assertThat(text).contains("the connection is refused, is Postgres running there?"))
                .anySatisfy(text -> assertThat(text).contains("/lake/raw cannot be written"))
                .anySatisfy(text -> assertThat(text).contains("its schema has no version", "./local/totes migrate"));
    }

    private List<Section> look() throws IOException {
        return Preflight.of(settings(server.jdbcUrl(totesys.database())), Duration.ofMillis(500));
    }

    private Settings settings(String source) throws IOException {
        Path readerSecret = folder.resolve("reader.json");
        Path ownerSecret = folder.resolve("owner.json");
        SettingsFile.writeSecret(readerSecret, reader);
        SettingsFile.writeSecret(ownerSecret, server.superuser());
        Path file = folder.resolve("settings.json");
        SettingsFile.write(
                file,
                Map.of(
                        "Source", Map.of("url", source, "secret", "file:" + readerSecret),
                        "Lake",
                                Map.of(
                                        "raw.path", "file://" + folder + "/lake/raw",
                                        "processed.path", "file://" + folder + "/lake/processed"),
                        "Warehouse", Map.of("url", server.jdbcUrl(warehouse), "secret", "file:" + ownerSecret)));
        return Settings.read(file);
    }

    private static List<String> of(List<Section> sections, Level level) {
        return sections.stream()
                .flatMap(section -> section.findings().stream())
                .filter(finding -> finding.level() == level)
                .map(Finding::text)
                .toList();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
