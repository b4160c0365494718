package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.local.postgres.PostgresServer;
import com.terrifictotes.local.postgres.SharedServer;
import com.terrifictotes.local.s3.Bucket;
import com.terrifictotes.local.s3.S3Server;
import com.terrifictotes.local.totesys.TestTotesys;
import com.terrifictotes.local.warehouse.Migrations;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands, as a user gives them, where the lake is a bucket. */
class TotesOnS3IT {

    private static final String ORDERS = """
            WITH orders (place, number) AS (
                SELECT 'raw', count(DISTINCT sales_order_id) FROM raw_sales_order
                UNION ALL SELECT 'processed', count(DISTINCT sales_order_id) FROM fact_sales_order
                UNION ALL SELECT 'warehouse', count(*) FROM warehouse.current_fact_sales_order
                UNION ALL SELECT 'totesys', count(*) FROM totesys.sales_order)
            SELECT count(*) = 4 AND min(number) = max(number) AND min(number) > 0 AS same FROM orders""";

    @TempDir
    private Path folder = Path.of("unset");

    private S3Server s3;

    @BeforeEach
    void startServer() {
        s3 = S3Server.start(folder.resolve("s3"));
    }

    @AfterEach
    void stopServer() {
        s3.close();
    }

    @Test
    void aLakeInS3IsWrittenComparedAndRebuiltFrom() throws Exception {
        TestTotesys totesys = TestTotesys.withHistory(9);
        TestTotesys warehouse = new TestTotesys(SharedServer.newDatabase());
        PostgresServer server = SharedServer.server();
        Migrations.migrate(server.database(warehouse.database(), server.superuser()));
        Deployment deployment = Deployment.in(folder, totesys, warehouse, URI.create("s3a://lake"));

        assertThat(totes(0, "preflight", deployment).output())
                .contains("  ok       s3a://lake/raw: 6 MB were uploaded in parts, read back and deleted");
        assertThat(totes(0, "run", deployment, "--bounded").output()).contains("lake       s3a://lake/raw");
        assertThat(totes(0, "reconcile", deployment, "--wait", "PT0S").output()).contains("raw zone", "The same.");

        assertThat(totes(0, "sql", deployment, "--output", "csv", "-e", ORDERS)
                        .output()
                        .lines())
                .containsExactly("same", "true");

        warehouse.execute("DELETE FROM fact_payment WHERE payment_id = 7");
        assertThat(totes(0, "rebuild", deployment, "--swap").output())
                .contains(
                        "Rebuilding from s3a://lake/raw",
                        "payment_id 7, version 1 is only rebuilt",
                        "What differed is now in the warehouse as it was rebuilt");

        loseFilesOf("currency");
        assertThat(totes(1, "reconcile", deployment, "--wait", "PT0S").output())
                .contains("raw zone currency: 3 only in totesys", "Different: 3 keys.");
    }

    private void loseFilesOf(String table) {
        Bucket bucket = new Bucket(s3);
        List<String> keys = bucket.objects("raw/table=%s/".formatted(table)).stream()
                .filter(key -> key.endsWith(".parquet"))
                .toList();
        assertThat(keys).isNotEmpty();
        for (String key : keys) {
            bucket.delete(key);
        }
    }

    private TotesProcess totes(int expected, String command, Deployment deployment, String... options)
            throws Exception {
        String[] arguments = deployment.arguments(command, folder.resolve("home"), options);
        try (TotesProcess process = TotesProcess.startWith(flink(), arguments)) {
            process.awaitEnd();
            assertThat(process.exitCode())
                    .as("%s %s", process.output(), process.errors())
                    .isEqualTo(expected);
            return process;
        }
    }

    /** As the launcher, and an administrator, tell Flink of S3. */
    private Map<String, String> flink() throws IOException {
        Path configuration = Files.createDirectories(folder.resolve("flink"));
        Files.writeString(configuration.resolve("config.yaml"), """
                s3.endpoint: %s
                s3.path.style.access: true
                """.formatted(s3.address()));
        return Map.of(
                "FLINK_PLUGINS_DIR",
                Path.of("target", "plugins").toAbsolutePath().toString(),
                "FLINK_CONF_DIR",
                configuration.toString(),
                "AWS_ACCESS_KEY_ID",
                "anybody",
                "AWS_SECRET_ACCESS_KEY",
                "anything");
    }
}
