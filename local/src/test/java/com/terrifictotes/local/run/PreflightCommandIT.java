package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.terrifictotes.local.postgres.SharedServer;
import com.terrifictotes.local.totesys.TestTotesys;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code totes preflight} tells machines. */
class PreflightCommandIT {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void findingsAreJsonWithTheirLevels() throws Exception {
        TestTotesys totesys = TestTotesys.empty();
        totesys.execute("CREATE TABLE notes (line text)");
        TestTotesys warehouse = new TestTotesys(SharedServer.newDatabase());
        Path lake = folder.resolve("lake");
        Deployment deployment = Deployment.in(folder, totesys, warehouse, lake.toUri());

        try (TotesProcess preflight =
                TotesProcess.start(deployment.arguments("preflight", folder.resolve("home"), "--json"))) {
            assertThat(preflight.awaitEnd().exitCode()).as(preflight.errors()).isEqualTo(1);
            JsonNode json = new ObjectMapper().readTree(preflight.output());

            assertThat(json.get("problems").asInt()).isEqualTo(2);
            assertThat(json.get("sections").findValuesAsText("title"))
                    .satisfiesExactly(
                            title -> assertThat(title).startsWith("totesys 127.0.0.1:"),
                            title -> assertThat(title).isEqualTo("lake"),
                            title -> assertThat(title).startsWith("warehouse 127.0.0.1:"));
            assertThat(json.get("sections").findValuesAsText("level"))
                    .contains("fine", "advice", "problem")
                    .filteredOn("problem"::equals)
                    .hasSize(2);
            assertThat(json.get("sections").findValuesAsText("level"))
                    .filteredOn("advice"::equals)
                    .hasSize(json.get("advice").asInt());
            assertThat(json.get("sections").findValuesAsText("text"))
                    .contains(
                            "table 'notes' has no primary key: give it one, or leave it out with Source: tables.exclude");
        }
    }
}
