package com.terrifictotes.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsPageTest {
    private static final String COMMAND = "./mvnw -q -Dquick -pl flink-job test -Dtest=SettingsPageTest -Dupdate";
    private static final Path PAGE = Path.of("../docs/settings.md");

    @Test
    void thePageSaysWhatTheOptionsSay() throws IOException {
        String text = SettingsPage.text(COMMAND);
        if (System.getProperty("update") != null) {
            Files.createDirectories(PAGE.toAbsolutePath().getParent());
            Files.writeString(PAGE, text);
        }

        assertThat(PAGE)
                .usingCharset(StandardCharsets.UTF_8)
                .as("docs/settings.md differs from the declared options; write it again with %s", COMMAND)
                .hasContent(text);
    }

    @Test
    void theExampleOnThePageIsAllThatIsNeeded() throws IOException {
        String text = SettingsPage.text(COMMAND);
        int start = text.indexOf("```json\n") + "```json\n".length();
        String example = text.substring(start, text.indexOf("```", start));

        Settings settings = Settings.of("the example", new JsonMapper().readTree(example));

        assertThat(settings.pipeline().name()).isEqualTo("totes");
    }
}
