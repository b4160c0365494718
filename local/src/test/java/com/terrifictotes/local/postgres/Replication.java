package com.terrifictotes.local.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A server and its hot standby, which has the same roles and passwords. */
public final class Replication implements AutoCloseable {

    private final ReturningServer primary;
    private final ReturningServer standby;

    private Replication(ReturningServer primary, ReturningServer standby) {
        this.primary = primary;
        this.standby = standby;
    }

    /** What is there before there is a standby. */
    @FunctionalInterface
    public interface Preparation {
        void prepare(ReturningServer primary) throws SQLException, IOException;
    }

    /**
     * Starts both.
     *
     * @param home a folder of their own
     */
    public static Replication start(Path home, Preparation preparation) throws SQLException, IOException {
        Files.createDirectories(home);
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        ReturningServer primary = new ReturningServer(home.resolve("primary"));
        run(
                primary.server(),
                "ALTER SYSTEM SET wal_level = replica",
                "ALTER SYSTEM SET max_wal_senders = 4",
                "ALTER SYSTEM SET autovacuum = off");
        preparation.prepare(primary);
        // Once more, so that all that the copy has to go through was written for a standby.
        primary.stop();
        primary.comeBack();
        primary.stop();
        copy(home, "primary", "standby");
        primary.comeBack();
        follow(home.resolve("standby"), primary.server());
        return new Replication(primary, new ReturningServer(home.resolve("standby")));
    }

    public ReturningServer primary() {
        return primary;
    }

    public ReturningServer standby() {
        return standby;
    }

    /** The standby does not show any more what it receives. */
    public void pause() throws SQLException {
        run(standby.server(), "SELECT pg_wal_replay_pause()");
    }

    public void resume() throws SQLException {
        run(standby.server(), "SELECT pg_wal_replay_resume()");
    }

    @Override
    public void close() {
        standby.close();
        primary.close();
    }

    private static void run(PostgresServer server, String... statements) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    private static void follow(Path folder, PostgresServer primary) throws IOException {
        Files.copy(folder.resolve("PG_VERSION"), folder.resolve("standby.signal"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(
                folder.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s'\n"
                        .formatted(
                                primary.port(),
                                primary.superuser().username(),
                                primary.superuser().password()),
                StandardOpenOption.APPEND);
    }

    /** With the passwords, which lie beside. */
    private static void copy(Path home, String from, String to) throws IOException {
        copyFolder(home.resolve(from), home.resolve(to));
        try (var files = Files.list(home)) {
            List<Path> secrets = files.filter(
                            file -> file.getFileName().toString().matches("\\Q" + from + "\\E\\..*secret\\.json"))
                    .toList();
            secrets.forEach(secret -> copyFile(
                    secret, home.resolve(secret.getFileName().toString().replaceFirst(from, to))));
        }
    }

    private static void copyFolder(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                copyFile(folder, to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                copyFile(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void copyFile(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
