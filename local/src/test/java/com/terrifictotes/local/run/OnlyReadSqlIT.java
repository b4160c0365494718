package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing that {@code totes sql} is told writes anything: not the lake, not a database, not a table somebody declares. */
class OnlyReadSqlIT {

    private static final Path PROGRAM = Path.of("../flink-sql/target");

    /** {@code %s} is the folder of the lake. */
    private static final List<String> TABLE_OF_THEIR_OWN = List.of(
            "CREATE TABLE mine (`currency_id` INT, `cut_date` DATE) PARTITIONED BY (`cut_date`)"
                    + " WITH ('connector' = 'filesystem', 'format' = 'parquet', 'path' = '%s/raw/table=currency')",
            "INSERT OVERWRITE mine PARTITION (cut_date = '2024-11-15') SELECT 1");

    @TempDir
    private static Path home = Path.of("");

    private static SortedMap<String, String> lake = new TreeMap<>();

    @BeforeAll
    static void aRunHasEnded() throws Exception {
        try (TotesProcess run = TotesProcess.start("run", "--bounded", "--orders", "50", "--home", home.toString())) {
            assertThat(run.awaitEnd().exitCode()).as(run.errors()).isZero();
        }
        lake = lake();
        assertThat(lake).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "`raw`.currency | INSERT INTO `raw`.currency SELECT * FROM `raw`.currency",
                "processed.dim_currency | INSERT OVERWRITE processed.dim_currency SELECT * FROM processed.dim_currency",
            })
    void aScriptWritesNothing(String table, String statement) throws Exception {
        TotesProcess sql = ends(1, "-e", statement);

        assertThat(sql.errors())
                .startsWith("Cannot run INSERT ")
                .endsWith(": " + refused(table.replace("`", "")))
                .hasLineCount(1);
        assertThat(lake()).isEqualTo(lake);
    }

    @Test
    void whoTypesWritesNothing() throws Exception {
        List<String> statements = new ArrayList<>(List.of(
                "INSERT INTO `raw`.currency SELECT * FROM `raw`.currency",
                "INSERT OVERWRITE `raw`.staff SELECT * FROM `raw`.staff WHERE FALSE",
                "INSERT INTO processed.dim_currency SELECT * FROM processed.dim_currency",
                "INSERT OVERWRITE processed.dim_staff SELECT * FROM processed.dim_staff WHERE FALSE",
                "INSERT INTO warehouse.dim_currency SELECT * FROM warehouse.dim_currency",
                "INSERT INTO totesys.currency SELECT * FROM totesys.currency",
                "CREATE TABLE copied WITH ('connector' = 'filesystem', 'format' = 'json', 'path' = '/tmp/copied')"
                        + " AS SELECT * FROM dim_currency"));
        TABLE_OF_THEIR_OWN.forEach(statement -> statements.add(statement.formatted(home.resolve("lake"))));
        statements.add("QUIT");
        try (TotesProcess sql = start()) {
            sql.type(statements.stream().map(statement -> statement + ";").toArray(String[]::new));
            sql.awaitEnd();

            assertThat(sql.output())
                    .contains(Stream.of(
                                    "raw.currency",
                                    "raw.staff",
                                    "processed.dim_currency",
                                    "processed.dim_staff",
                                    "warehouse.dim_currency",
                                    "totesys.currency",
                                    "default_database.copied",
                                    "default_database.mine")
                            .map(OnlyReadSqlIT::refused)
                            .toList());
        }
        assertThat(lake()).isEqualTo(lake);
    }

    private static String refused(String table) {
        return "Cannot write default_catalog.%s: totes sql only reads".formatted(table);
    }

    /** So that no version of Flink brings one along. */
    @Test
    void flinkFindsNoConnectorThatWrites() throws Exception {
        List<URL> program = new ArrayList<>();
        program.add(PROGRAM.resolve("totes-flink-sql.jar").toUri().toURL());
        try (Stream<Path> libraries = Files.list(PROGRAM.resolve("lib"))) {
            for (Path library : libraries.toList()) {
                program.add(library.toUri().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(program.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> factory = loader.loadClass("org.apache.flink.table.factories.Factory");
            Class<?> sink = loader.loadClass("org.apache.flink.table.factories.DynamicTableSinkFactory");
            Class<?> onlyRead = loader.loadClass("com.terrifictotes.sql.OnlyRead");

            List<? extends Class<?>> sinks = ServiceLoader.load(factory, loader).stream()
                    .map(ServiceLoader.Provider::type)
                    .filter(sink::isAssignableFrom)
                    .toList();

            assertThat(sinks).hasSize(2).allMatch(onlyRead::isAssignableFrom);
        }
    }

    /** Its files, their sizes and when they were written. */
    private static SortedMap<String, String> lake() throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(home.resolve("lake"))) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(
                        home.relativize(path).toString(),
                        "%d bytes, %s".formatted(Files.size(path), Files.getLastModifiedTime(path)));
            }
        }
        return files;
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
