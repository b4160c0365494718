package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.local.postgres.SharedServer;
import com.terrifictotes.local.totesys.TestTotesys;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code totes sql} of a totesys that is not the stand-in, and that has no warehouse. */
class OtherTotesysSqlIT {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void tablesAndColumnsThatSomebodyAddedAreInTheRawZone() throws Exception {
        TestTotesys totesys = TestTotesys.empty();
        totesys.execute("ALTER TABLE department ADD COLUMN storey smallint");
        totesys.execute("INSERT INTO department VALUES (1, 'Sales', NULL, NULL, now(), now(), 7)");
        totesys.execute("""
                CREATE TABLE warranty (
                    id bigint PRIMARY KEY, at time, seen timestamptz, until timestamp, born date, price numeric(10, 2),
                    wide numeric, huge numeric(38, 3), single real, double float8, bytes bytea, tags text[], ok bool)""");
        totesys.execute("""
                INSERT INTO warranty VALUES (1, '00:00:01', '2024-11-15 09:30:00.123456+00', '2024-11-15 09:30:00.5',
                    '2024-11-15', 12.30, 1.5, 12345678901234567890.125, 0.5, 0.25, '\\x00ff', '{a,b}', true)""");
        Path settings = rawOnly(totesys);
        Path home = folder.resolve("home");

        try (TotesProcess run = TotesProcess.start(
                "run", "--bounded", "--properties", settings.toString(), "--home", home.toString())) {
            assertThat(run.awaitEnd().exitCode()).as(run.errors()).isZero();
        }
        try (TotesProcess sql =
                TotesProcess.start("sql", "--properties", settings.toString(), "--output", "csv", "-e", """
                SELECT department_name, storey FROM `raw`.department;
                SELECT id, `at`, seen, `until`, born, price, wide, huge, `single`, `double`, `bytes`, tags, ok, _op
                    FROM raw_warranty""")) {
            assertThat(sql.awaitEnd().exitCode()).as(sql.errors()).isZero();

            assertThat(sql.output().lines())
                    .containsExactly(
                            "department_name,storey",
                            "Sales,7",
                            "id,at,seen,until,born,price,wide,huge,single,double,bytes,tags,ok,_op",
                            "1,1000000,2024-11-15 09:30:00.123456,2024-11-15 09:30:00.5,2024-11-15,12.30,1.5,"
                                    + "12345678901234567890.125,0.5,0.25,\\x00ff,\"{a,b}\",true,insert");
        }
    }

    /** With a lake whose name has to be escaped in a URI. */
    private Path rawOnly(TestTotesys totesys) throws Exception {
        var superuser = SharedServer.server().superuser();
        Path secret = Files.writeString(
                folder.resolve("secret.json"),
                "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(superuser.username(), superuser.password()));
        return Files.writeString(folder.resolve("settings.json"), """
                [{"PropertyGroupId": "Source", "PropertyMap": {"url": "%s", "secret": "file:%s"}},
                 {"PropertyGroupId": "Lake", "PropertyMap": {"raw.path": "%s"}}]
                """.formatted(
                        SharedServer.server().jdbcUrl(totesys.database()),
                        secret,
                        folder.resolve("a lake").toUri()));
    }
}
