package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code totes sql} of a home where a bounded run has ended, and whose totesys has a table with types Flink has not. */
class SqlIT {

    private static final String ODD_TABLE = """
            CREATE TYPE mood AS ENUM ('calm', 'odd');
            CREATE TABLE odd (
                id int PRIMARY KEY, name text, feeling mood, document jsonb, token uuid, at time, seen timestamptz,
                until timestamp, born date, price numeric(10, 2), wide numeric,
                huge numeric(60, 30), thousands numeric(6, -3), bytes bytea, tags text[], ok bool);
            INSERT INTO odd VALUES
                (1, 'it''s; `odd`', 'odd', '{"a": 1}', '0b4f4e6c-3bd1-4c4e-9d55-6f0d7b7f5a11', '12:34:56.789012',
                 '2024-11-15 09:30:00.123456+00', 'infinity', '-infinity', 12.30, 0.000000000000000001,
                 123456789012345678901234567890.5, 12345, '\\x00ff', '{a,b}', true);
            INSERT INTO odd (id, wide) VALUES (2, 100000000000000000000);
            GRANT SELECT ON odd TO PUBLIC""";

    @TempDir
    private static Path home = Path.of("");

    private static String orders = "";

    @BeforeAll
    static void aRunHasEnded() throws Exception {
        try (TotesProcess run = TotesProcess.start("run", "--bounded", "--orders", "300", "--home", home.toString())) {
            assertThat(run.awaitEnd().exitCode()).as(run.errors()).isZero();
        }
        try (HomeAtRest totesys = HomeAtRest.totesysOf(home)) {
            totesys.execute(ODD_TABLE);
            orders = totesys.value("SELECT count(*) FROM sales_order");
        }
    }

    @Test
    void zonesWarehouseAndTotesysHaveTheSameOrders() throws Exception {
        TotesProcess sql = ends(0, "--output", "csv", "-e", """
                SELECT 'raw' AS place, count(DISTINCT sales_order_id) AS orders FROM `raw`.sales_order
                UNION ALL SELECT 'raw in Athena', count(DISTINCT sales_order_id) FROM raw_sales_order
                UNION ALL SELECT 'processed', count(DISTINCT sales_order_id) FROM processed.fact_sales_order
                UNION ALL SELECT 'processed in Athena', count(DISTINCT sales_order_id) FROM fact_sales_order
                UNION ALL SELECT 'warehouse', count(*) FROM warehouse.current_fact_sales_order
                UNION ALL SELECT 'totesys', count(*) FROM totesys.sales_order
                ORDER BY place""");

        assertThat(sql.output().lines())
                .containsExactly(
                        "place,orders",
                        "processed," + orders,
                        "processed in Athena," + orders,
                        "raw," + orders,
                        "raw in Athena," + orders,
                        "totesys," + orders,
                        "warehouse," + orders);
        assertThat(sql.errors()).isEmpty();
    }

    @Test
    void anAnswerIsATableUnlessCsvIsAskedFor() throws Exception {
        assertThat(ends(0, "-e", "SELECT min(staff_id) AS first_of_staff FROM totesys.staff")
                        .output())
                .contains("+----------------+", "| first_of_staff |", "|              1 |", "1 row in set");
    }

    /** As Postgres writes them; an infinite instant, which Flink has not, is empty. */
    @Test
    void typesThatFlinkHasNotAreText() throws Exception {
        assertThat(ends(0, "--output", "csv", "-e", "SELECT * FROM totesys.odd WHERE id = 1")
                        .output()
                        .lines())
                .containsExactly(
                        "id,name,feeling,document,token,at,seen,until,born,price,wide,huge,thousands,bytes,tags,ok",
                        "1,it's; `odd`,odd,\"{\"\"a\"\": 1}\",0b4f4e6c-3bd1-4c4e-9d55-6f0d7b7f5a11,12:34:56.789012,"
                                + "2024-11-15 09:30:00.123456,,,12.30,0.000000000000000001,"
                                + "123456789012345678901234567890.500000000000000000000000000000,12000,\\x00ff,\"{a,b}\",true");
    }

    @Test
    void aNumberTooLargeIsNoOtherNumberAndNoNull() throws Exception {
        assertThat(ends(1, "-e", "SELECT wide FROM totesys.odd").errors()).contains("numeric field overflow");
        assertThat(ends(0, "--output", "csv", "-e", "SELECT name IS NULL AS no_name FROM totesys.odd WHERE id = 2")
                        .output()
                        .lines())
                .containsExactly("no_name", "true");
    }

    /** Of a table, one of whose days cannot be read. */
    @Test
    void onlyTheFoldersOfTheDaysAskedForAreRead() throws Exception {
        Path day = Files.createDirectories(home.resolve("lake/raw/table=currency/cut_date=1999-12-31"));
        Files.writeString(day.resolve("broken.parquet"), "no Parquet at all");
        String all = "SELECT count(*) AS versions FROM `raw`.currency";
        String since2000 = all + " WHERE cut_date >= DATE '2000-01-01'";

        assertThat(ends(0, "--output", "csv", "-e", since2000).output().lines()).containsExactly("versions", "3");
        assertThat(ends(0, "-e", "EXPLAIN " + since2000).output())
                .contains("partitions=[{cut_date=20")
                .doesNotContain("1999-12-31");
        assertThat(ends(1, "-e", all).errors()).contains("is not a Parquet file");
    }

    @Test
    void aStatementThatFailsEndsTheScriptWithOneLine() throws Exception {
        TotesProcess sql = ends(
                1,
                "--output",
                "csv",
                "-e",
                "SELECT 1 AS before_it; SELECT nothing FROM dim_staff; SELECT 2 AS behind_it");

        assertThat(sql.output().lines()).containsExactly("before_it", "1");
        assertThat(sql.errors().lines())
                .singleElement()
                .asString()
                .startsWith("Cannot run SELECT nothing FROM dim_staff: ")
                .contains("Column 'nothing' not found");
    }

    @Test
    void aFileIsRunAndOneThatIsNotThereIsNamed(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("two.sql"), """
                -- A comment; with a semicolon.
                SELECT 'a;b' AS first_one;
                SELECT 2 AS second_one
                """);

        assertThat(ends(0, "--output", "csv", "-f", file.toString()).output().lines())
                .containsExactly("first_one", "a;b", "second_one", "2");
        assertThat(ends(2, "-f", folder.resolve("none.sql").toString()).errors())
                .isEqualTo("Cannot read the statements: %s, expected a file".formatted(folder.resolve("none.sql")));
    }

    @Test
    void somebodyTypesInFlinksOwnClient() throws Exception {
        try (TotesProcess sql = start()) {
            sql.type(
                    "SHOW TABLES IN warehouse;", "SELECT count(*) AS number_of_orders FROM fact_sales_order;", "QUIT;");
            sql.awaitEnd();

            assertThat(sql.exitCode()).as(sql.errors()).isZero();
            assertThat(sql.output()).contains("current_fact_sales_order", "etl_ledger", "number_of_orders");
            assertThat(sql.output()).doesNotContain(password());
        }
    }

    @Test
    void passwordsAreInNoTable() throws Exception {
        assertThat(ends(0, "-e", "SHOW CREATE TABLE warehouse.dim_staff").output())
                .contains("'connector' = 'jdbc'", "totes_analyst")
                .doesNotContain(password());
    }

    private static String password() throws Exception {
        return Files.readString(Home.analystSecret(home)).replaceFirst(".*\"password\":\"([^\"]+)\".*", "$1");
    }

    private static TotesProcess ends(int exitCode, String... options) throws Exception {
        try (TotesProcess sql = start(options)) {
            sql.awaitEnd();
            assertThat(sql.exitCode()).as("%s %s", sql.output(), sql.errors()).isEqualTo(exitCode);
            return sql;
        }
    }

    private static TotesProcess start(String... options) {
        List<String> arguments = new ArrayList<>(List.of("sql", "--home", home.toString()));
        arguments.addAll(List.of(options));
        return TotesProcess.start(arguments.toArray(String[]::new));
    }
}
