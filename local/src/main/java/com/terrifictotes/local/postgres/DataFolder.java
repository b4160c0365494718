package com.terrifictotes.local.postgres;

import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * A server's data folder and the files beside it: its log, its lock, its passwords.
 *
 * @param path absolute, without symbolic links
 */
record DataFolder(Path path) {
    static final String SUPERUSER = "postgres";
    private static final String SETTINGS = "totes.conf";

    static DataFolder at(Path folder) throws IOException {
        Path parent =
                Files.createDirectories(folder.toAbsolutePath().normalize().resolveSibling("."));
        return new DataFolder(parent.toRealPath().resolve(folder.getFileName()));
    }

    Path parent() {
        return path.resolveSibling(".").normalize();
    }

    Path beside(String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    Credentials secretOf(String role) throws IOException {
        return SecretFile.readOrCreate(
                beside(SUPERUSER.equals(role) ? ".secret.json" : "." + role + ".secret.json"), role);
    }

    boolean initialised() {
        return Files.exists(path.resolve("PG_VERSION"));
    }

    /** Makes the folder under another name first, so that an interrupted start leaves none that looks whole. */
    void initialise(PostgresBinaries binaries, PostgresUser user, Durability durability) throws IOException {
        checkEmpty();
        Path fresh = beside(".new");
        Folders.delete(fresh);
        Files.createDirectory(fresh);
        user.own(fresh);
        user.checkReach(fresh);
        fill(fresh, binaries, user, durability);
        Files.writeString(
                fresh.resolve("postgresql.conf"),
                "\ninclude_if_exists = '" + SETTINGS + "'\n",
                StandardOpenOption.APPEND);
        Files.deleteIfExists(path);
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private void checkEmpty() throws IOException {
        if (Files.isDirectory(path)) {
            try (Stream<Path> content = Files.list(path)) {
                if (content.findAny().isPresent()) {
                    throw new UsageException("Cannot make a Postgres data folder: " + path
                            + " holds other files, expected an empty or a new folder");
                }
            }
        }
    }

    void settings(String text, PostgresUser user) throws IOException {
        Path file = path.resolve(SETTINGS);
        Files.writeString(file, text);
        user.own(file);
    }

    private void fill(Path fresh, PostgresBinaries binaries, PostgresUser user, Durability durability)
            throws IOException {
        Path password = beside(".password");
        Files.deleteIfExists(password);
        SecretFile.createPrivate(password, secretOf(SUPERUSER).password());
        user.own(password);
        try {
            Command.Outcome outcome = Command.run(user.command(initdb(fresh, password, binaries, durability)));
            if (!outcome.successful()) {
                throw new EnvironmentException("Cannot make a Postgres data folder: " + path + "\n" + outcome.output());
            }
        } finally {
            Files.delete(password);
        }
    }

    private static String[] initdb(Path fresh, Path password, PostgresBinaries binaries, Durability durability) {
        Stream<String> words = Stream.of(
                binaries.program("initdb"),
                "--pgdata=" + fresh,
                "--username=" + SUPERUSER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale");
        Stream<String> haste = durability == Durability.FAST ? Stream.of("--no-sync") : Stream.empty();
        return Stream.concat(words, haste).toArray(String[]::new);
    }
}
