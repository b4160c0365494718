package com.terrifictotes.local.bench;

import com.terrifictotes.local.EnvironmentException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long a run that was killed takes to publish again, with the start of its program and of its databases. */
final class Recovery {

    private static final String TOTES = "com.terrifictotes.local.run.Totes";
    private static final String PUBLISHED = "warehouse complete to";
    private static final long STOP_SECONDS = 120;

    private Recovery() {}

    static double seconds(Path folder) throws IOException, InterruptedException {
        Path home = folder.resolve("recovery");
        Process first = start(home);
        awaitPublish(first);
        first.destroyForcibly().waitFor();
        long killed = System.nanoTime();
        Process second = start(home);
        awaitPublish(second);
        double seconds = (System.nanoTime() - killed) / 1e9;
        second.destroy();
        if (!second.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            second.destroyForcibly();
        }
        return seconds;
    }

    private static Process start(Path home) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"),
                TOTES,
                "run",
                "--home",
                home.toString(),
                "--poll",
                "PT1S",
                "--checkpoint",
                "PT2S");
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The rest of what it says is read by nobody, and is not much. */
    private static void awaitPublish(Process run) throws IOException {
        BufferedReader lines = run.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains(PUBLISHED)) {
                return;
            }
        }
        throw new EnvironmentException("Cannot measure a recovery: the run ended before it published");
    }
}
