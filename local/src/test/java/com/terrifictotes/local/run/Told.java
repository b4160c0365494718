package com.terrifictotes.local.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a program said that somebody typed.
 *
 * @param text on both its outputs
 */
record Told(int exitCode, String text) {

    /** Runs a script as a user would paste it into a shell. */
    static Told byShell(Path folder, String script) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder(List.of("bash", "-euc", script))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        shell.getOutputStream().close();
        String text = new String(shell.getInputStream().readAllBytes(), UTF_8);
        return new Told(shell.waitFor(), text);
    }
}
