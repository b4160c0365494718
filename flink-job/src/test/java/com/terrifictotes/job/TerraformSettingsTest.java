package com.terrifictotes.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Terraform refuses a group or key that is not in its list of settings, so that list has to be ours. */
class TerraformSettingsTest {
    private static final String COMMAND = "./mvnw -q -Dquick -pl flink-job test -Dtest=TerraformSettingsTest -Dupdate";
    private static final Path LIST = Path.of("../terraform/modules/application/settings.json");

    @Test
    void terraformKnowsEverySettingThereIsAndNoOther() throws IOException {
        String declared = json();
        if (System.getProperty("update") != null) {
            Files.writeString(LIST, declared);
        }

        assertThat(LIST)
                .usingCharset(StandardCharsets.UTF_8)
                .as("terraform's list differs from the declared options; write it again with %s", COMMAND)
                .hasContent(declared);
    }

    private static String json() throws IOException {
        ObjectNode groups = JsonNodeFactory.instance.objectNode();
        Settings.OPTIONS.forEach(
                option -> groups.withArray("/" + option.group()).add(option.key()));
        return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(groups) + "\n";
    }
}
