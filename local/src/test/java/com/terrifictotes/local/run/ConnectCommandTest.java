package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConnectCommandTest {

    @TempDir
    private Path home = Path.of("");

    @Test
    void aFolderThatIsNoHomeIsRefused() {
        assertThat(connect())
                .isEqualTo(new Told(
                        2,
                        "Cannot find a pipeline in %s, expected the --home of a run, or --properties".formatted(home)));
    }

    @Test
    void aHomeWhereNothingRunsIsToldToRun() throws IOException {
        Files.createDirectory(home.resolve("postgres"));

        assertThat(connect())
                .isEqualTo(new Told(
                        1,
                        "Cannot connect to the warehouse in %s: it does not run, expected ./local/totes run to go on meanwhile"
                                .formatted(home)));
    }

    private Told connect() {
        StringWriter text = new StringWriter();
        int exitCode = Totes.commandLine()
                .setErr(new PrintWriter(text, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute("connect", "--home", home.toString());
        return new Told(exitCode, text.toString().strip());
    }
}
