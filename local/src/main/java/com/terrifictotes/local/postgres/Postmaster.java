package com.terrifictotes.local.postgres;

import com.terrifictotes.local.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The server process that a data folder names in its {@code postmaster.pid}: a server outlives the program that started
 * it when that is killed.
 */
final class Postmaster {
    private Postmaster() {}

    /**
     * The living server of this folder, if there is one. A number that belongs to some other process by now is nobody's:
     * the file that names it is removed, or the server would refuse to start.
     *
     * @throws EnvironmentException when a living process is named and cannot be told to be ours or not
     */
    static Optional<ProcessHandle> of(Path folder) throws IOException {
        Path file = folder.resolve("postmaster.pid");
        Optional<ProcessHandle> named = named(file);
        if (named.isEmpty()) {
            return named;
        }
        if (serves(named.get(), folder)) {
            return named;
        }
        Files.deleteIfExists(file);
        return Optional.empty();
    }

    private static Optional<ProcessHandle> named(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.get(0).strip().matches("-?\\d{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Math.abs(Long.parseLong(lines.get(0).strip()))).filter(ProcessHandle::isAlive);
    }

    private static boolean serves(ProcessHandle process, Path folder) {
        String commandLine = process.info()
                .commandLine()
                .orElseThrow(() -> new EnvironmentException("Cannot tell whether process " + process.pid()
                        + " is the Postgres of " + folder + ", expected to see its command line; end that process, or"
                        + " delete " + folder.resolve("postmaster.pid") + " if it is another program"));
        return commandLine.contains("postgres") && commandLine.contains("-D " + folder);
    }
}
