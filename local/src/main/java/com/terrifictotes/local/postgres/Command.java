package com.terrifictotes.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of this machine, run to their end. */
final class Command {
    private static final long LIMIT_SECONDS = 120;

    private Command() {}

    /** @param exitCode 0 for success
     *  @param output what the program wrote to both of its outputs */
    record Outcome(int exitCode, String output) {
        boolean successful() {
            return exitCode == 0;
        }
    }

    /**
     * Runs a program and waits for it, at most two minutes. Its output goes through a file: a server that it leaves
     * behind inherits the output and would hold a pipe open.
     */
    static Outcome run(List<String> command) throws IOException {
        Path output = Files.createTempFile("totes-command-", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            int exitCode = exitCode(process, command);
            return new Outcome(exitCode, Files.readString(output).strip());
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Whether a program is there and ends well. */
    static boolean succeeds(String... command) {
        try {
            return run(List.of(command)).successful();
        } catch (IOException e) {
            return false;
        }
    }

    private static int exitCode(Process process, List<String> command) throws IOException {
        try {
            if (process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            throw new IOException("Cannot wait any longer for a program: " + command.get(0)
                    + ", expected its end within " + LIMIT_SECONDS + " seconds");
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for " + command.get(0), e);
        }
    }
}
