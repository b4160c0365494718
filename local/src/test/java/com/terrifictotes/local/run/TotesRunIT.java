package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.terrifictotes.local.postgres.Credentials;
import com.terrifictotes.local.postgres.SharedServer;
import com.terrifictotes.local.totesys.TestTotesys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TotesRunIT {

    /** Two tables that nobody can read, though the catalogue has nothing against it. */
    private static final String UNREADABLE = """
            CREATE TYPE place AS (city text);
            CREATE FUNCTION words(place) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE 'no words'; END $$;
            CREATE CAST (place AS text) WITH FUNCTION words(place);
            CREATE TABLE depot (depot_id int PRIMARY KEY, at place);
            INSERT INTO depot VALUES (1, ROW('Leeds'));
            CREATE TABLE parcel (parcel_id int PRIMARY KEY, at place);
            INSERT INTO parcel VALUES (1, ROW('York'))""";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aBoundedRunBringsEveryValueOfEveryTableToTheRawZone() throws Exception {
        Path csv = Files.createDirectory(folder.resolve("csv"));
        try (Connection connection = TestTotesys.withHistory(7).connect()) {
            Exports.of(connection, csv);
        }

        loadAndCompare(csv);
    }

    @Test
    void aBoundedRunBringsEveryValueOfTheRealSnapshotToTheRawZone() throws Exception {
        String snapshot = System.getenv("TOTES_SNAPSHOT");
        assumeThat(snapshot)
                .as("TOTES_SNAPSHOT names no folder of <table>.csv files, so there is no real snapshot to load")
                .isNotNull();

        loadAndCompare(Path.of(Objects.requireNonNull(snapshot)));
    }

    @Test
    void aStoppedRunIsCarriedOnAndNothingIsTwice() throws Exception {
        Path home = folder.resolve("home");
        try (TotesProcess first = run(home, "--orders", "300", "--speed", "6000", "--poll", "PT0.2S")) {
            first.awaitLines("rows read,", 5);
            first.interrupt();
            first.awaitEnd();
            assertThat(first.exitCode()).as(first.errors()).isZero();
            assertThat(first.output()).contains("Stopping behind a savepoint", "In the raw zone, after ");
        }
        assertThat(postgresPrograms(home)).isEmpty();

        try (TotesProcess second = run(home, "--speed", "6000", "--parallelism", "1", "--poll", "PT0.2S")) {
            second.awaitLines("rows read,", 5);
            second.interrupt();
            second.awaitEnd();
        }
        try (TotesProcess last = run(home, "--bounded", "--parallelism", "3")) {
            last.awaitEnd();
            assertThat(last.exitCode()).as(last.errors()).isZero();
        }

        assertRawZoneEqualsTotesys(home);
    }

    @Test
    void aKilledRunIsCleanedUpAndCarriedOnFromItsLastCheckpoint() throws Exception {
        Path home = folder.resolve("home");
        try (TotesProcess first =
                run(home, "--orders", "300", "--speed", "6000", "--poll", "PT0.2S", "--checkpoint", "PT0.5S")) {
            first.awaitLines("rows read,", 8);
            first.kill();
        }
        assertThat(postgresPrograms(home)).as("Postgres outlives a kill").isNotEmpty();

        try (TotesProcess second = run(home, "--bounded")) {
            second.awaitEnd();
            assertThat(second.exitCode()).as(second.errors()).isZero();
        }

        assertThat(postgresPrograms(home)).isEmpty();
        assertRawZoneEqualsTotesys(home);
    }

    @Test
    void aSecondRunOnTheSameHomeSaysSoAndStops() throws Exception {
        Path home = folder.resolve("home");
        try (TotesProcess first = run(home, "--orders", "30", "--speed", "0")) {
            first.awaitLine("cut ");
            try (TotesProcess second = run(home)) {
                second.awaitEnd();

                assertThat(second.exitCode()).isEqualTo(2);
                assertThat(second.output()).isEmpty();
                assertThat(second.errors())
                        .isEqualTo(
                                "Cannot use %s: another totes (process %d) is running on it, expected that one to be stopped first, or another --home",
                                home, first.pid());
            }
            first.interrupt();
            first.awaitEnd();
            assertThat(first.exitCode()).as(first.errors()).isZero();
        }
    }

    @Test
    void aHomeThatLostItsCheckpointsDoesNotWriteEverythingTwice() throws Exception {
        Path home = folder.resolve("home");
        try (TotesProcess first = run(home, "--orders", "30", "--bounded")) {
            first.awaitEnd();
            assertThat(first.exitCode()).as(first.errors()).isZero();
        }
        FileUtils.deleteDirectory(home.resolve("flink").toFile());

        try (TotesProcess second = run(home)) {
            second.awaitEnd();

            assertThat(second.exitCode()).isEqualTo(2);
            assertThat(second.errors())
                    .isEqualTo(
                            "Cannot carry on in %s: it holds no checkpoint, but the lake file://%s/lake/raw holds rows, which would be written a second time; expected another --home and another lake",
                            home, home);
        }
        assertThat(postgresPrograms(home)).isEmpty();
    }

    @Test
    void aBoundedRunOnADatabaseOfOnesOwnIsCarriedOnByTheNextAndTheHomeStaysWithItsLake() throws Exception {
        Path home = folder.resolve("home");
        TestTotesys totesys = TestTotesys.withHistory(3);
        Path settings = settings(totesys, folder.resolve("lake"));
        try (TotesProcess first =
                TotesProcess.start("run", "--home", home.toString(), "--properties", settings.toString())) {
            first.awaitEnd();
            assertThat(first.exitCode()).as(first.errors()).isZero();
        }
        RawZoneReader rawZone = new RawZoneReader(folder.resolve("lake"));
        assertThat(rawZone.count("staff")).isEqualTo(20);

        totesys.execute("UPDATE staff SET first_name = 'Ada' WHERE staff_id = 1");
        try (TotesProcess second =
                TotesProcess.start("run", "--home", home.toString(), "--properties", settings.toString())) {
            second.awaitEnd();
            assertThat(second.exitCode()).as(second.errors()).isZero();
        }
        assertThat(rawZone.count("staff")).isEqualTo(21);
        assertThat(rawZone.badlyNumbered("staff")).isEmpty();

        Path other = settings(totesys, folder.resolve("other"));
        try (TotesProcess third =
                TotesProcess.start("run", "--home", home.toString(), "--properties", other.toString())) {
            third.awaitEnd();
            assertThat(third.exitCode()).isEqualTo(2);
            assertThat(third.errors()).contains("it belongs to the pipeline 'totes' from the database");
        }
    }

    @Test
    void aBoundedRunThatHadToLeaveATableOutLoadsAllOthersAndSaysSo() throws Exception {
        TestTotesys totesys = TestTotesys.withHistory(3);
        totesys.execute(UNREADABLE);
        Path settings = settings(totesys, folder.resolve("lake"));
        try (TotesProcess totes = TotesProcess.start(
                "run", "--home", folder.resolve("home").toString(), "--properties", settings.toString())) {
            totes.awaitEnd();

            assertThat(totes.exitCode()).isEqualTo(1);
            assertThat(totes.errors())
                    .endsWith("Not loaded: depot, parcel; all other tables are, and the log says why");
        }
        RawZoneReader rawZone = new RawZoneReader(folder.resolve("lake"));
        assertThat(rawZone.count("staff")).isEqualTo(20);
        assertThat(folder.resolve("lake/table=depot")).doesNotExist();
    }

    private Path settings(TestTotesys totesys, Path lake) throws IOException {
        Credentials superuser = SharedServer.server().superuser();
        Path secret = folder.resolve("secret.json");
        Files.writeString(
                secret,
                "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(superuser.username(), superuser.password()));
        return Files.writeString(folder.resolve("settings.json"), """
                [{"PropertyGroupId": "Source", "PropertyMap": {"url": "%s", "secret": "file:%s"}},
                 {"PropertyGroupId": "Lake", "PropertyMap": {"raw.path": "%s"}},
                 {"PropertyGroupId": "Pipeline", "PropertyMap": {"mode": "bounded"}}]
                """.formatted(
                        SharedServer.server().jdbcUrl(totesys.database()), secret, lake.toUri()));
    }

    private void loadAndCompare(Path csv) throws Exception {
        Path home = folder.resolve("home");
        try (TotesProcess totes = run(home, "--bounded", "--data", csv.toString())) {
            totes.awaitEnd();
            assertThat(totes.exitCode()).as(totes.errors()).isZero();
        }
        RawZoneReader rawZone = new RawZoneReader(home.resolve("lake/raw"));
        for (String table : Exports.TABLES) {
            assertThat(rawZone.differences(table, csv.resolve(table + ".csv")))
                    .as(table)
                    .isEmpty();
            assertThat(rawZone.count(table)).as(table).isEqualTo(rows(csv.resolve(table + ".csv")));
        }
        assertThat(home.resolve("lake/raw/table=_prisma_migrations")).doesNotExist();
    }

    private void assertRawZoneEqualsTotesys(Path home) throws IOException, SQLException {
        Path csv = Exports.ofHome(home, Files.createDirectory(folder.resolve("after")));
        RawZoneReader rawZone = new RawZoneReader(home.resolve("lake/raw"));
        for (String table : Exports.TABLES) {
            assertThat(rawZone.differences(table, csv.resolve(table + ".csv")))
                    .as(table)
                    .isEmpty();
            assertThat(rawZone.badlyNumbered(table)).as(table).isEmpty();
        }
    }

    /** Lines but for the header: no value of totesys has a line break. */
    private static long rows(Path csv) throws IOException {
        try (var lines = Files.lines(csv)) {
            return lines.count() - 1;
        }
    }

    private static List<Long> postgresPrograms(Path home) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains("postgres") && line.contains(home.toString()))
                        .isPresent())
                .map(ProcessHandle::pid)
                .toList();
    }

    private static TotesProcess run(Path home, String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "run";
        arguments[1] = "--home";
        arguments[2] = home.toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return TotesProcess.start(arguments);
    }
}
