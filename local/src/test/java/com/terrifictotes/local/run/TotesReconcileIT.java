package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code totes reconcile} as a user has it. */
class TotesReconcileIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aHomeIsComparedWhileItRunsAtRestAndAfterSomebodyAlteredIt() throws Exception {
        Path home = folder.resolve("home");
        run("run", home, 0, "--bounded", "--orders", "300");
        try (TotesProcess running = TotesProcess.start(
                "run", "--home", home.toString(), "--speed", "6000", "--poll", "PT0.2S", "--checkpoint", "PT0.5S")) {
            running.awaitLine("warehouse complete to");
            TotesProcess same = run("reconcile", home, 0);
            assertThat(same.output()).contains("warehouse", "dim_staff", "raw zone", "sales_order", "The same.");
            assertThat(same.errors()).contains("comparing warehouse fact_payment", "comparing raw zone address");

            JsonNode json = JSON.readTree(run(
                            "reconcile",
                            folder.resolve("elsewhere"),
                            0,
                            "--json",
                            "--properties",
                            home.resolve("settings.json").toString())
                    .output());
            assertThat(json.get("mismatches").asLong()).isZero();
            assertThat(json.get("tables")).hasSize(10 + 11);
            running.interrupt();
            running.awaitEnd();
            assertThat(running.exitCode()).as(running.errors()).isZero();
        }

        assertThat(run("reconcile", home, 0).output())
                .as("at rest, what was traded last included")
                .contains("The same.");

        try (HomeAtRest warehouse = HomeAtRest.warehouseOf(home)) {
            warehouse.execute("UPDATE dim_design SET file_name = 'x' WHERE design_id = 1");
        }
        assertThat(run("reconcile", home, 1).output())
                .contains(
                        "warehouse dim_design: 1 different",
                        "  file_name differs in 1 rows",
                        "    1  different",
                        ", warehouse 'x'",
                        "Different: 1 keys.");
    }

    @Test
    void whatCannotBeComparedIsSaid() throws Exception {
        assertThat(run("reconcile", folder.resolve("nothing"), 2).errors())
                .contains("Cannot find a pipeline in ", ", expected the --home of a run, or --properties");
        assertThat(run("reconcile", folder, 2, "--limit", "-1").errors())
                .contains("Cannot use --limit -1 --wait PT2M, expected nothing below 0");
        Path settings = Files.writeString(folder.resolve("settings.json"), """
                [{"PropertyGroupId": "Source", "PropertyMap": {"url": "jdbc:postgresql://127.0.0.1/x", "secret": "env:X"}},
                 {"PropertyGroupId": "Lake", "PropertyMap": {"raw.path": "file:///nowhere/raw"}}]
                """);
        assertThat(run("reconcile", folder, 2, "--properties", settings.toString())
                        .errors())
                .contains("Cannot compare totesys with a warehouse: the settings have no group Warehouse");
    }

    private static TotesProcess run(String command, Path home, int exitCode, String... options)
            throws InterruptedException {
        String[] arguments = new String[options.length + 3];
        arguments[0] = command;
        arguments[1] = "--home";
        arguments[2] = home.toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        try (TotesProcess totes = TotesProcess.start(arguments)) {
            totes.awaitEnd();
            assertThat(totes.exitCode())
                    .as("%s %s", totes.output(), totes.errors())
                    .isEqualTo(exitCode);
            return totes;
        }
    }
}
