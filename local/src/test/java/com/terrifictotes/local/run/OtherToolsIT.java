package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.pipeline.DuckDb;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other tools see of a run: docs/connect.md, word for word, and the rules for Prometheus. */
class OtherToolsIT {

    private static final String CONNECT = "eval \"$(./local/totes connect)\"\n";
    private static final String ORDERS = "psql -Atc 'SELECT count(*) FROM current_fact_sales_order'";

    @TempDir
    private static Path folder = Path.of("");

    private static TotesProcess totes;

    @BeforeAll
    static void aRunGoesOn() throws IOException {
        Files.createSymbolicLink(folder.resolve("sql"), Path.of("../sql").toRealPath());
        script(folder.resolve("local").resolve("totes"), """
                #!/bin/sh
                exec '%s/bin/java' -cp '%s' %s "$@"
                """.formatted(
                        System.getProperty("java.home"), System.getProperty("java.class.path"), Totes.class.getName()));
        totes = TotesProcess.start(
                "run",
                "--home",
                folder.resolve(".totes").toString(),
                "--orders",
                "300",
                "--speed",
                "0",
                "--checkpoint",
                "PT2S",
                "--prometheus-port",
                "0");
        totes.awaitLine("warehouse complete to ");
    }

    @AfterAll
    static void itIsStopped() throws Exception {
        totes.interrupt();
        totes.awaitEnd();
        totes.close();
    }

    @Test
    void psqlDoesWhatThePageSays() throws Exception {
        assumePsql();
        List<PageBlock> blocks = PageBlock.in("sh");

        assertThat(blocks).isNotEmpty();
        for (PageBlock block : blocks) {
            Told told = Told.byShell(folder, block.text());
            assertThat(told.exitCode()).as(told.text()).isZero();
            assertThat(told.text()).contains("complete_to", "revenue", "GBP", "design_name");
        }
        assertThat(Told.byShell(folder, CONNECT + ORDERS).text().strip()).isEqualTo(orders());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM dim_staff",
                "UPDATE etl.ledger SET complete_to = now()",
                "CREATE TABLE mine (id int)",
                "DROP VIEW current_fact_sales_order"
            })
    void whoConnectsMayOnlyRead(String statement) throws Exception {
        assumePsql();

        Told told = Told.byShell(folder, CONNECT + "psql -c '%s'".formatted(statement));

        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(told.text()).containsPattern("permission denied|must be owner");
    }

    @Test
    void thePasswordIsInAFileOfTheOwnerAndNotOnTheScreen() throws Exception {
        Told told = Told.byShell(folder, CONNECT + "./local/totes connect; stat -c %a \"$PGPASSFILE\"");
        String password = Files.readString(Home.analystSecret(folder.resolve(".totes")))
                .replaceFirst(".*\"password\":\"([^\"]+)\".*", "$1");

        assertThat(told.text()).contains("export PGUSER='totes_analyst'").endsWith("\n600\n");
        assertThat(told.text()).doesNotContain(password);
    }

    @Test
    void duckDbDoesWhatThePageSays() throws Exception {
        List<PageBlock> blocks = PageBlock.in("sql");

        assertThat(blocks).isNotEmpty();
        for (PageBlock block : blocks) {
            for (String query : block.text().strip().split(";", 0)) {
                assertThat(DuckDb.query(query.replace("'.totes/", "'" + folder + "/.totes/")))
                        .as(query)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void flinkSqlAsksWhileTheRunGoesOn() throws Exception {
        String query = "SELECT count(DISTINCT sales_order_id) AS orders FROM raw_sales_order;"
                + "SELECT count(*) AS orders FROM warehouse.current_fact_sales_order";

        try (TotesProcess sql = TotesProcess.start(
                "sql", "--home", folder.resolve(".totes").toString(), "--output", "csv", "-e", query)) {
            sql.awaitEnd();

            assertThat(sql.exitCode()).as(sql.errors()).isZero();
            assertThat(sql.output().lines()).containsExactly("orders", orders(), "orders", orders());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"psycopg2", "duckdb", "pyarrow"})
    void pythonDoesWhatThePageSays(String module) throws Exception {
        String python = System.getenv().getOrDefault("TOTES_PYTHON", "/usr/bin/python3");
        assumeThat(Told.byShell(folder, "'%s' -c 'import %s'".formatted(python, module))
                        .exitCode())
                .as("%s has no module %s: what docs/connect.md says of it is not run", python, module)
                .isZero();
        PageBlock block = PageBlock.in("python").stream()
                .filter(any -> any.text().contains("import " + module))
                .findFirst()
                .orElseThrow();
        Files.writeString(folder.resolve(module + "_block.py"), block.text());

        Told told = Told.byShell(folder, CONNECT + "'%s' %s_block.py".formatted(python, module));

        assertThat(told.exitCode()).as(told.text()).isZero();
        assertThat(told.text()).containsAnyOf("orders " + orders(), "sales_order");
    }

    @Test
    void everyMetricOfTheRulesIsShown() throws Exception {
        Set<String> asked = AlertRulesTest.metrics();

        assertThat(asked).hasSizeGreaterThan(10);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(shown().lines()
                                .filter(line -> !line.startsWith("#"))
                                .map(line -> line.replaceFirst("[{ ].*", ""))
                                .distinct())
                        .containsAll(asked));
    }

    @Test
    void metricsAreShownOn127001Alone() throws Exception {
        assumeThat(System.getProperty("os.name"))
                .as("only Linux has 127.0.0.2 without being asked")
                .isEqualTo("Linux");
        int port = metrics().getPort();

        try (Socket here = new Socket(onThisMachine(1), port)) {
            assertThat(here.isConnected()).isTrue();
        }
        assertThatThrownBy(() -> new Socket(onThisMachine(2), port).close()).isInstanceOf(ConnectException.class);
    }

    private static InetAddress onThisMachine(int last) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    private static String orders() {
        return DuckDb.query(
                        "SELECT count(DISTINCT sales_order_id) FROM read_parquet('%s/.totes/lake/raw/table=sales_order/**/*.parquet')"
                                .formatted(folder))
                .get(0)
                .get(0);
    }

    private static void assumePsql() throws Exception {
        assumeThat(Told.byShell(folder, "psql --version").exitCode())
                .as("there is no psql here: what docs/connect.md says of it is not run")
                .isZero();
    }

    private static String shown() throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(metrics()).build(), BodyHandlers.ofString())
                .body();
    }

    private static URI metrics() {
        return Pattern.compile("metrics +(http\\S+)")
                .matcher(totes.output())
                .results()
                .map(match -> URI.create(match.group(1)))
                .findFirst()
                .orElseThrow();
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
