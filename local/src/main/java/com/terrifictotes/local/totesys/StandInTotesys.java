package com.terrifictotes.local.totesys;

import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.postgres.Credentials;
import com.terrifictotes.local.postgres.Durability;
import com.terrifictotes.local.postgres.PostgresServer;
import com.terrifictotes.local.trading.LiveSettings;
import com.terrifictotes.local.trading.LiveTrading;
import com.terrifictotes.local.trading.RowProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A totesys of our own: a Postgres with the schema of the real one, filled once, and traded in as long as somebody
 * wants.
 */
public final class StandInTotesys implements AutoCloseable {
    private static final String DATABASE = "totesys";
    private static final String READER = "totes_reader";

    private final PostgresServer server;
    private final Credentials reader;

    private StandInTotesys(PostgresServer server, Credentials reader) {
        this.server = server;
        this.reader = reader;
    }

    /**
     * Starts the server on a folder and, the first time, fills it.
     *
     * @throws com.terrifictotes.local.UsageException when the content cannot be loaded; the folder stays usable
     * @throws EnvironmentException when this machine cannot run it
     */
    public static StandInTotesys open(
            Path folder, Durability durability, TotesysContent content, RowProgress progress) {
        PostgresServer server = PostgresServer.start(folder, durability);
        try {
            return new StandInTotesys(server, prepare(server, content, progress));
        } catch (SQLException | IOException e) {
            server.close();
            throw new EnvironmentException("Cannot fill totesys in " + folder, e);
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    private static Credentials prepare(PostgresServer server, TotesysContent content, RowProgress progress)
            throws SQLException, IOException {
        server.createDatabase(DATABASE);
        try (Connection connection = server.connect(DATABASE)) {
            TotesysSchema.createOnce(connection, content, progress);
        }
        return server.createReader(READER, DATABASE, "public");
    }

    public String jdbcUrl() {
        return server.jdbcUrl(DATABASE);
    }

    /** Who may do everything, as the traders must. */
    public Credentials superuser() {
        return server.superuser();
    }

    /** Who may read everything and change nothing, as the pipeline must. */
    public Credentials reader() {
        return reader;
    }

    /** Lets trade go on from the last one in the database until the result is closed, which must be before this is. */
    public LiveTrading trade(LiveSettings settings) {
        return LiveTrading.start(this::connect, settings);
    }

    /** A new connection of the superuser. */
    public Connection connect() throws SQLException {
        return server.connect(DATABASE);
    }

    /** A new connection of the reader. */
    public Connection connectReader() throws SQLException {
        return server.connect(DATABASE, reader);
    }

    @Override
    public void close() {
        server.close();
    }
}
