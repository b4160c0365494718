package com.terrifictotes.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferenceTest {
    private static final String AS_RDS_KEEPS_IT =
            "{\"username\":\"etl\",\"password\":\"hunter2\",\"engine\":\"postgres\",\"port\":5432}";

    @TempDir
    Path folder;

    @Test
    void aSecretIsReadFromAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("secret.json"), AS_RDS_KEEPS_IT);

        assertThat(SecretReference.of("file:" + file).fetch()).isEqualTo(new Credentials("etl", "hunter2"));
    }

    @Test
    void aSecretIsReadFromTheEnvironment() {
        assertThat(SecretReference.of("env:TOTESYS").fetch(Map.of("TOTESYS", AS_RDS_KEEPS_IT)::get))
                .isEqualTo(new Credentials("etl", "hunter2"));
    }

    @Test
    void theNameCanBeShownAndThePasswordCannot() {
        assertThat(SecretReference.of("env:TOTESYS")).hasToString("env:TOTESYS");
        assertThat(SecretReference.of("file:/run/totesys.json")).hasToString("file:/run/totesys.json");
        assertThat(new Credentials("etl", "hunter2")).hasToString("Credentials[username=etl, password=(not shown)]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "totesys",
                "file:",
                "file:secret.json",
                "env:",
                "env:A B",
                "ENV:A",
                "aws:",
                "aws:a b",
                "{\"password\":\"x\"}"
            })
    void anyOtherFormIsRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> SecretReference.of(text))
                .hasMessage("Cannot use this name of a secret (not shown, it may be the secret), expected"
                        + " aws:<name or ARN>, file:/path/to/secret.json (an absolute path) or env:NAME, each holding"
                        + " {\"username\":\"…\",\"password\":\"…\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hunter2 | it is not JSON at line 1, column 8",
                "'' | it is empty, expected JSON",
                "\"hunter2\" | \"username\" is missing or not a text, expected {\"username\":\"…\",\"password\":\"…\"}",
                "{\"user\":\"etl\",\"password\":\"hunter2\"} | \"username\" is missing or not a text,"
                        + " expected {\"username\":\"…\",\"password\":\"…\"}",
                "{\"username\":\"etl\",\"password\":2} | \"password\" is missing or not a text,"
                        + " expected {\"username\":\"…\",\"password\":\"…\"}",
            })
    void aProblemIsToldWithoutTheContents(String contents, String problem) {
        assertThatThrownBy(() -> SecretReference.of("env:TOTESYS").fetch(name -> contents))
                .isInstanceOf(SettingsException.class)
                .hasMessage("Cannot read the secret env:TOTESYS: " + problem)
                .hasNoCause();
    }

    @Test
    void aSecretThatIsNotThereIsTold() {
        Path file = folder.resolve("secret.json");

        assertThatThrownBy(() -> SecretReference.of("file:" + file).fetch())
                .isInstanceOf(SettingsException.class)
                .hasMessage("Cannot read the secret file:%s: there is no such file", file);
        assertThatThrownBy(() -> SecretReference.of("env:TOTES_UNSET").fetch())
                .isInstanceOf(SettingsException.class)
                .hasMessage("Cannot read the secret env:TOTES_UNSET: the environment variable is not set");
    }
}
