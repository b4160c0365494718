package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as somebody types it, on as few orders as make a table: what the figures are says nothing. */
class TotesBenchIT {

    private static final int ORDERS = 300;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyCaseIsMeasuredBesideTheOthersOfItsRun() throws Exception {
        try (TotesProcess bench = TotesProcess.start(
                "bench",
                "--home",
                folder.toString(),
                "--orders",
                Integer.toString(ORDERS),
                "--runs",
                "1",
                "--cases",
                "floor,first-load,lake-only,stock,changes")) {
            bench.awaitEnd();
            assertThat(bench.exitCode()).as(bench.errors()).isZero();
        }

        JsonNode all = new ObjectMapper().readTree(folder.resolve("bench.json").toFile());
        List<String> cases = new ArrayList<>();
        for (JsonNode one : all.get("cases")) {
            cases.add(one.get("case").asText());
            assertThat(one.get("ratioToFloor").asDouble()).as(one.toString()).isPositive();
            assertThat(one.get("ratioToStock").asDouble()).as(one.toString()).isPositive();
            assertThat(one.get("runs")).hasSize(1);
        }
        assertThat(cases).containsExactly("floor", "first load", "lake only", "stock Flink", "changes");
        assertThat(all.get("cases").get(0).get("runs").get(0).get("rows").asLong())
                .isEqualTo(3 * ORDERS);
    }
}
