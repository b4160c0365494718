package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.terrifictotes.local.postgres.PostgresServer;
import com.terrifictotes.local.postgres.SharedServer;
import com.terrifictotes.local.totesys.TestTotesys;
import com.terrifictotes.local.warehouse.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody takes from the job the right to write into its lake, and gives it back. */
class ForbiddenLakeIT {

    /** Root may write everywhere, unless that privilege is taken from it. */
    private static final List<String> WITHOUT_PRIVILEGE =
            List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search");

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void aRunThatMayNotWriteSaysSoAndTheNextOneCarriesOn() throws Exception {
        List<String> prefix = prefix();
        TestTotesys totesys = TestTotesys.withHistory(9);
        Deployment deployment = Deployment.in(
                folder, totesys, emptyWarehouse(), folder.resolve("lake").toUri());
        Path table = folder.resolve("lake/raw/table=sales_order");
        try (TotesProcess run =
                TotesProcess.startBehind(prefix, arguments("run", deployment, "--checkpoint", "PT0.5S"))) {
            run.awaitLine("warehouse complete to");
            permit(table, "r-xr-xr-x");
            totesys.execute("UPDATE sales_order SET units_sold = units_sold + 1 WHERE sales_order_id <= 5");
            run.awaitEnd();
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.errors()).contains("The job failed: java.nio.file.AccessDeniedException: " + table);
        }
        permit(table, "rwxr-xr-x");
        end(0, TotesProcess.startBehind(prefix, arguments("run", deployment, "--bounded")));
        TotesProcess compared = end(0, TotesProcess.start(arguments("reconcile", deployment, "--wait", "PT0S")));
        assertThat(compared.output()).contains("The same.");
    }

    private static List<String> prefix() throws IOException, InterruptedException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        assumeThat(canTakePrivilege())
                .as("root may write everywhere, and here that cannot be taken from it")
                .isTrue();
        return WITHOUT_PRIVILEGE;
    }

    private static boolean canTakePrivilege() throws InterruptedException {
        try {
            return new ProcessBuilder(Stream.concat(WITHOUT_PRIVILEGE.stream(), Stream.of("true"))
                                    .toList())
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static TestTotesys emptyWarehouse() throws Exception {
        TestTotesys warehouse = new TestTotesys(SharedServer.newDatabase());
        PostgresServer server = SharedServer.server();
        Migrations.migrate(server.database(warehouse.database(), server.superuser()));
        return warehouse;
    }

    private static void permit(Path folder, String permissions) throws IOException {
        try (Stream<Path> folders = Files.walk(folder)) {
            folders.filter(Files::isDirectory).forEach(each -> {
                try {
                    Files.setPosixFilePermissions(each, PosixFilePermissions.fromString(permissions));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private String[] arguments(String command, Deployment deployment, String... options) {
        return deployment.arguments(command, folder.resolve("home"), options);
    }

    private static TotesProcess end(int expected, TotesProcess started) throws InterruptedException {
        try (TotesProcess process = started) {
            process.awaitEnd();
            assertThat(process.exitCode())
                    .as("%s %s", process.output(), process.errors())
                    .isEqualTo(expected);
            return process;
        }
    }
}
