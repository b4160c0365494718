package com.terrifictotes.local.postgres;

import com.terrifictotes.local.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server process of one data folder, which {@code pg_ctl} starts and stops. */
final class PostgresProcess {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresProcess.class);
    private static final int ATTEMPTS = 5;
    private static final String SECONDS = "100";

    private final DataFolder folder;
    private final PostgresBinaries binaries;
    private final PostgresUser user;
    private int port;

    PostgresProcess(DataFolder folder, PostgresBinaries binaries, PostgresUser user) {
        this.folder = folder;
        this.binaries = binaries;
        this.user = user;
    }

    int port() {
        return port;
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Starts on the first port that is still free when the server asks for it. */
    void start(Durability durability, IntSupplier ports, Credentials superuser) throws IOException {
        stopSurvivor();
        if (!folder.initialised()) {
            folder.initialise(binaries, user, durability);
        }
        for (int attempt = 1; !started(ports.getAsInt(), durability, attempt == ATTEMPTS); attempt++) {
            LOG.info("Port {} was taken, trying another", port);
        }
        checkOurs(superuser);
    }

    void stop() throws IOException {
        Command.Outcome outcome = control("stop", "-m", "fast", "-w", "-t", SECONDS);
        if (!outcome.successful() && Postmaster.of(folder.path()).isPresent()) {
            throw new EnvironmentException("Cannot stop Postgres in " + folder.path() + "\n" + outcome.output());
        }
    }

    private boolean started(int candidate, Durability durability, boolean last) throws IOException {
        port = candidate;
        folder.settings(PostgresSettings.text(port, durability), user);
        Path log = folder.beside(".log");
        Files.writeString(log, "");
        user.own(log);
        Command.Outcome outcome = control("start", "-w", "-t", SECONDS, "-l", log.toString());
        String reason = Files.readString(log);
        if (!outcome.successful() && (last || !reason.contains("could not bind"))) {
            throw new EnvironmentException(
                    "Cannot start Postgres in " + folder.path() + "\n" + outcome.output() + "\n" + reason);
        }
        return outcome.successful();
    }

    private Command.Outcome control(String... words) throws IOException {
        String[] command = new String[words.length + 3];
        command[0] = binaries.program("pg_ctl");
        command[1] = "-D";
        command[2] = folder.path().toString();
        System.arraycopy(words, 0, command, 3, words.length);
        return Command.run(user.command(command));
    }

    private void stopSurvivor() throws IOException {
        Optional<ProcessHandle> survivor = Postmaster.of(folder.path());
        if (survivor.isEmpty()) {
            return;
        }
        LOG.info("Stopping the Postgres that an earlier program left in {}", folder.path());
        stop();
        try {
            survivor.get().onExit().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("Cannot stop process " + survivor.get().pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(
                    "Interrupted while stopping process " + survivor.get().pid(), e);
        }
    }

    private void checkOurs(Credentials superuser) throws IOException {
        try (Connection connection =
                        DriverManager.getConnection(jdbcUrl("postgres"), superuser.username(), superuser.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW data_directory")) {
            row.next();
            if (!folder.path().equals(Path.of(row.getString(1)))) {
                throw new SQLException("another server answers: its data are in " + row.getString(1));
            }
        } catch (SQLException e) {
            stop();
            throw new EnvironmentException("Cannot use the Postgres of " + folder.path() + " on port " + port, e);
        }
    }
}
