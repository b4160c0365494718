package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, as a user gives it. */
class TotesRebuildIT {

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void damageIsToldAndRepaired() throws Exception {
        Path home = folder.resolve("a home");
        totes(0, home, "run", "--bounded", "--orders", "300");

        assertThat(totes(0, home, "rebuild").output())
                .contains("Rebuilding from file:", "fact_payment", "The warehouse is what the raw zone says");

        try (HomeAtRest warehouse = HomeAtRest.warehouseOf(home)) {
            assertThat(warehouse.rows("DELETE FROM fact_payment WHERE payment_id = 7 RETURNING version"))
                    .containsExactly("1");
        }
        assertThat(totes(1, home, "rebuild").output())
                .contains(
                        "payment_id 7, version 1 is only rebuilt",
                        "The warehouse is not what the raw zone says; --swap replaces what differs");
        assertThat(totes(0, home, "rebuild", "--swap").output())
                .contains("What differed is now in the warehouse as it was rebuilt");
        try (HomeAtRest warehouse = HomeAtRest.warehouseOf(home)) {
            assertThat(warehouse.value("SELECT count(*) FROM current_fact_payment WHERE payment_id = 7"))
                    .isEqualTo("1");
        }
        assertThat(home.resolve("rebuild")).doesNotExist();
        assertThat(totes(2, home, "rebuild", "--continue", "5f0c9c3e-6bb0-4a3e-9b61-0d7c6f7b3a10")
                        .errors())
                .contains("expected --swap and a warehouse that nobody has published to");
    }

    private static TotesProcess totes(int expected, Path home, String command, String... options) throws Exception {
        String[] arguments = new String[options.length + 3];
        arguments[0] = command;
        arguments[1] = "--home";
        arguments[2] = home.toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        try (TotesProcess process = TotesProcess.start(arguments).awaitEnd()) {
            assertThat(process.exitCode())
                    .as("%s %s", process.output(), process.errors())
                    .isEqualTo(expected);
            return process;
        }
    }
}
