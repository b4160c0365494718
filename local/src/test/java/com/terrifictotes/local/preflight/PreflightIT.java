package com.terrifictotes.local.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.job.Settings;
import com.terrifictotes.local.pipeline.SettingsFile;
import com.terrifictotes.local.postgres.Credentials;
import com.terrifictotes.local.postgres.PostgresServer;
import com.terrifictotes.local.postgres.Replication;
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
import java.util.HashMap;
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
    private final Map<String, String> more = new HashMap<>();
    /** Of another server than the shared one. */
    private String warehouseUrl = "";

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
                        "All columns are taken, each in its own type",
                        "All columns that the star is made of are there",
                        "Its clock agrees with this machine's",
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
    void columnsThatTheLakeHasNoTypeForAreNamed() throws Exception {
        totesys.execute(
                "CREATE TABLE odd (id int PRIMARY KEY, document jsonb, wide numeric, tags text[], price numeric(9, 2))");
        server.createReader("totes_reader", totesys.database(), "public");

        assertThat(of(look(), Level.FINE))
                .contains(
                        "All columns are taken; as text, for want of a type in the lake: odd.document (jsonb), odd.wide (numeric), odd.tags (text[])");
    }

    @Test
    void aLargeTableWantsAnIndex() throws Exception {
        more.put("window.from-rows", "5");
        totesys.execute(
                "INSERT INTO department SELECT i, 'Sales', NULL, NULL, now(), now() FROM generate_series(1, 900) AS i");
        totesys.execute("ANALYZE department");
        String advice =
                "Table department has about 900 rows and is scanned at every cut that follows a change; this would spare most of it: ";

        String wish = of(look(), Level.ADVICE).stream()
                .filter(text -> text.startsWith(advice))
                .findFirst()
                .orElseThrow();
        assertThat(wish).isEqualTo(advice + "CREATE INDEX CONCURRENTLY ON \"public\".\"department\" (last_updated)");

        totesys.execute(wish.substring(advice.length()));
        assertThat(of(look(), Level.ADVICE)).noneMatch(text -> text.startsWith("Table department"));
    }

    /** As a server of another time would answer. */
    @Test
    void aClockThatIsWrongIsTold() throws Exception {
        insteadOfPostgres(
                "clock_timestamp() RETURNS timestamptz", "pg_catalog.clock_timestamp() + interval '90 seconds'");

        assertThat(of(look(), Level.ADVICE))
                .anySatisfy(
                        text -> assertThat(text)
                                .matches(
                                        "Its clock is (89|90) s ahead of this machine's: .+ Is there a time service on both\\?"));
    }

    @Test
    void aServerThatIsTooOldIsRefused() throws Exception {
        insteadOfPostgres(
                "current_setting(text) RETURNS text",
                "CASE $1 WHEN 'server_version_num' THEN '120022' WHEN 'server_version' THEN '12.22' ELSE pg_catalog.current_setting($1) END");

        assertThat(of(look(), Level.PROBLEM)).containsExactly("It is PostgreSQL 12.22, expected 13 or newer");
    }

    @Test
    void whatAPipelineHasPublishedIsTold() throws Exception {
        try (Connection connection = server.connect(warehouse)) {
            execute(connection, """
                    INSERT INTO etl.ledger (pipeline, complete_to, published_at)
                    VALUES ('totes', '2024-11-15 12:00:00+00', now())""");
        }

        assertThat(of(look(), Level.FINE)).contains("The pipeline 'totes' has published up to 2024-11-15T12:00:00Z");
    }

    @Test
    void aStandbyIsReadAndNotWritten() throws Exception {
        String[] databases = new String[2];
        try (Replication servers = Replication.start(folder.resolve("replication"), primary -> {
            databases[0] = TestTotesys.emptyOn(primary::server).database();
            databases[1] = "star";
            primary.server().createDatabase("star");
        })) {
            PostgresServer standby = servers.standby().server();
            reader = standby.superuser();
            warehouseUrl = standby.jdbcUrl(databases[1]);

            List<Section> sections = Preflight.of(settings(standby.jdbcUrl(databases[0])), Duration.ofMillis(500));

            assertThat(of(sections, Level.FINE))
                    .anySatisfy(text ->
                            assertThat(text).matches("It is a standby, \\d+ s behind the last commit it was told of"));
            assertThat(of(sections, Level.ADVICE))
                    .anySatisfy(text -> assertThat(text)
                            .startsWith(
                                    "Cuts that take longer than max_standby_streaming_delay (30s) may be cancelled"));
            assertThat(of(sections, Level.PROBLEM))
                    .contains("It is a standby, nothing can be written to it: expected the address of its primary");
        }
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

    /** Has a function that answers in the place of one of Postgres' own. */
    private void insteadOfPostgres(String function, String answer) throws SQLException {
        totesys.execute("CREATE FUNCTION public.%s LANGUAGE sql AS $$ SELECT %s $$".formatted(function, answer));
        totesys.execute("ALTER DATABASE \"%s\" SET search_path = public, pg_catalog".formatted(totesys.database()));
    }

    private List<Section> look() throws IOException {
        return Preflight.of(settings(server.jdbcUrl(totesys.database())), Duration.ofMillis(500));
    }

    private Settings settings(String source) throws IOException {
        Path readerSecret = folder.resolve("reader.json");
        Path ownerSecret = folder.resolve("owner.json");
        SettingsFile.writeSecret(readerSecret, reader);
        SettingsFile.writeSecret(ownerSecret, warehouseUrl.isEmpty() ? server.superuser() : reader);
        Map<String, String> sourceSettings = new HashMap<>(more);
        sourceSettings.put("url", source);
        sourceSettings.put("secret", "file:" + readerSecret);
        Path file = folder.resolve("settings.json");
        SettingsFile.write(
                file,
                Map.of(
                        "Source", sourceSettings,
                        "Lake",
                                Map.of(
                                        "raw.path", "file://" + folder + "/lake/raw",
                                        "processed.path", "file://" + folder + "/lake/processed"),
                        "Warehouse",
                                Map.of(
                                        "url",
                                        warehouseUrl.isEmpty() ? server.jdbcUrl(warehouse) : warehouseUrl,
                                        "secret",
                                        "file:" + ownerSecret)));
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
