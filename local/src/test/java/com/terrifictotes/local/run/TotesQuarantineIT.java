package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.terrifictotes.local.postgres.Credentials;
import com.terrifictotes.local.postgres.PostgresServer;
import com.terrifictotes.local.postgres.SharedServer;
import com.terrifictotes.local.totesys.TestTotesys;
import com.terrifictotes.local.warehouse.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that is broken, as the user of the command sees it. */
class TotesQuarantineIT {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aBrokenSourceIsToldAndNotLoadedUntilItIsPutRight() throws Exception {
        TestTotesys totesys = TestTotesys.withHistory(5);
        totesys.execute("CREATE TABLE dates AS SELECT sales_order_id, agreed_delivery_date AS day FROM sales_order;"
                + " ALTER TABLE dates ADD PRIMARY KEY (sales_order_id);"
                + " UPDATE sales_order SET agreed_delivery_date = to_char(agreed_delivery_date::date, 'DD/MM/YYYY')"
                + " WHERE sales_order_id % 4 = 0");
        TestTotesys warehouse = new TestTotesys(SharedServer.newDatabase());
        PostgresServer server = SharedServer.server();
        Migrations.migrate(server.database(warehouse.database(), server.superuser()));
        Path settings = settings(totesys, warehouse);
        long orders = totesys.number("SELECT count(*) FROM sales_order");

        TotesProcess broken = run("run", settings, "--checkpoint", "PT1S");
        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.errors())
                .contains(
                        "The job failed: ",
                        "Cannot publish the cut of ",
                        "- %,d of %,d rows of sales_order (%,d: agreed_delivery_date is not a date of the form yyyy-mm-dd)"
                                .formatted(orders / 4, orders, orders / 4),
                        "expected at most 1 % of a table (Pipeline: quarantine.max-share)",
                        "start the job again from its newest checkpoint");
        assertThat(warehouse.number("SELECT count(*) FROM fact_payment")).isZero();

        totesys.execute("UPDATE sales_order o SET agreed_delivery_date = day FROM dates d"
                + " WHERE d.sales_order_id = o.sales_order_id AND o.sales_order_id > 4");
        TotesProcess putRight = run("run", settings, "--bounded");
        assertThat(putRight.exitCode()).as(putRight.errors()).isZero();
        assertThat(warehouse.number("SELECT count(*) FROM current_fact_sales_order"))
                .isEqualTo(orders - 1);
        assertThat(warehouse.number("SELECT max(version) FROM fact_sales_order"))
                .isEqualTo(2);

        TotesProcess status = run("status", settings);
        assertThat(status.output())
                .contains("Rows of totesys that do not fit the star: 1 of sales_order."
                        + " SELECT * FROM etl.open_quarantine says why.");
        assertThat(new ObjectMapper()
                        .readTree(run("status", settings, "--json").output())
                        .get("quarantined")
                        .toString())
                .isEqualTo("{\"sales_order\":1}");
    }

    private TotesProcess run(String command, Path settings, String... options) throws InterruptedException {
        String home = folder.resolve("home").toString();
        List<String> arguments = new ArrayList<>(List.of(command, "--properties", settings.toString()));
        if (command.equals("run")) {
            arguments.addAll(List.of("--home", home));
        }
        arguments.addAll(List.of(options));
        try (TotesProcess totes = TotesProcess.start(arguments.toArray(String[]::new))) {
            return totes.awaitEnd();
        }
    }

    private Path settings(TestTotesys totesys, TestTotesys warehouse) throws IOException {
        Credentials superuser = SharedServer.server().superuser();
        Path secret = Files.writeString(
                folder.resolve("secret.json"),
                "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(superuser.username(), superuser.password()));
        return Files.writeString(folder.resolve("settings.json"), """
                [{"PropertyGroupId": "Source", "PropertyMap": {"url": "%s", "secret": "file:%s"}},
                 {"PropertyGroupId": "Lake", "PropertyMap": {"raw.path": "%s", "processed.path": "%s"}},
                 {"PropertyGroupId": "Warehouse", "PropertyMap": {"url": "%s", "secret": "file:%s"}}]
                """.formatted(
                        SharedServer.server().jdbcUrl(totesys.database()),
                        secret,
                        folder.resolve("lake/raw").toUri(),
                        folder.resolve("lake/processed").toUri(),
                        SharedServer.server().jdbcUrl(warehouse.database()),
                        secret));
    }
}
