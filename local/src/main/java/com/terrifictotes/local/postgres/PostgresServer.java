package com.terrifictotes.local.postgres;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.local.EnvironmentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/**
 * A Postgres server of our own on 127.0.0.1, on a free port, with passwords for everybody.
 *
 * <p>It runs until {@link #close()}: there is no shutdown hook, so whoever started it decides what ends first. A server
 * that outlived a killed program is stopped by the next start on its folder.
 */
public final class PostgresServer implements AutoCloseable {
    private final PostgresProcess process;
    private final DataFolder folder;
    private final FolderLock lock;
    private final Credentials superuser;
    private final AtomicBoolean closed = new AtomicBoolean();

    private PostgresServer(PostgresProcess process, DataFolder folder, FolderLock lock, Credentials superuser) {
        this.process = process;
        this.folder = folder;
        this.lock = lock;
        this.superuser = superuser;
    }

    /**
     * Starts a server on a folder, which is made when it is not there and whose data are kept when it is. Beside it come
     * {@code <folder>.log}, {@code <folder>.lock}, {@code <folder>.secret.json} and Postgres' programs.
     *
     * @throws EnvironmentException when this machine cannot run it, or another program uses the folder
     */
    public static PostgresServer start(Path folder, Durability durability) {
        return start(folder, durability, PostgresServer::freePort);
    }

    static PostgresServer start(Path folder, Durability durability, IntSupplier ports) {
        try {
            DataFolder dataFolder = DataFolder.at(folder);
            return start(dataFolder, PostgresUser.of(dataFolder.path()), durability, ports);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start Postgres in " + folder, e);
        }
    }

    static PostgresServer start(DataFolder folder, PostgresUser user, Durability durability, IntSupplier ports)
            throws IOException {
        FolderLock lock = FolderLock.on(folder.path(), folder.beside(".lock"));
        try {
            PostgresBinaries binaries = PostgresBinaries.unpackedIn(folder.parent());
            PostgresProcess process = new PostgresProcess(folder, binaries, user);
            Credentials superuser = folder.secretOf(DataFolder.SUPERUSER);
            process.start(durability, ports, superuser);
            return new PostgresServer(process, folder, lock, superuser);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    public int port() {
        return process.port();
    }

    public String jdbcUrl(String database) {
        return process.jdbcUrl(database);
    }

    public Credentials superuser() {
        return superuser;
    }

    /** A new connection of the superuser. */
    public Connection connect(String database) throws SQLException {
        return connect(database, superuser);
    }

    public Connection connect(String database, Credentials credentials) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), credentials.username(), credentials.password());
    }

    /** A database of this server, for a role, as long as the server runs. */
    public Database database(String database, Credentials credentials) {
        return new ServerDatabase(jdbcUrl(database), credentials);
    }

    /** Makes a database unless it is there. */
    public void createDatabase(String database) throws SQLException {
        try (Connection connection = connect("postgres")) {
            Roles.createDatabase(connection, database);
        }
    }

    /**
     * Makes a role that can read every table of a schema, those to come included, and can do nothing else. Its password
     * is random and stays the same over restarts, in {@code <folder>.<role>.secret.json}.
     */
    public Credentials createReader(String role, String database, String schema) throws SQLException {
        Credentials reader = secretOf(role);
        try (Connection connection = connect(database)) {
            Roles.createReader(connection, reader, database, schema);
        }
        return reader;
    }

    /**
     * Makes a role to which a database and its schema {@code public} belong: it may make and fill tables there. Its
     * password is random and stays the same over restarts, in {@code <folder>.<role>.secret.json}.
     */
    public Credentials createOwner(String role, String database) throws SQLException {
        Credentials owner = secretOf(role);
        try (Connection connection = connect(database)) {
            Roles.createOwner(connection, owner, database);
        }
        return owner;
    }

    /** Stops the server: open transactions are rolled back, everything committed is kept. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try (lock) {
            process.stop();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot stop Postgres in " + folder.path(), e);
        }
    }

    private Credentials secretOf(String role) {
        try {
            return folder.secretOf(role);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the password of a role: " + role, e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EnvironmentException("Cannot find a free port on 127.0.0.1", e);
        }
    }
}
