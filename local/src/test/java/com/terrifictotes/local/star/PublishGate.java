package com.terrifictotes.local.star;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Where publishes are held up, and let go on when it is opened. */
final class PublishGate implements AutoCloseable {

    private static final int NUMBER = 4711;

    private final Connection holder;

    private PublishGate(Connection holder) {
        this.holder = holder;
    }

    /** At the first thing a publish does: nothing of it is done. */
    static PublishGate beforeThePublish(StarPipeline pipeline) throws SQLException {
        Connection holder = pipeline.warehouse();
        holder.setAutoCommit(false);
        execute(holder, "SELECT FROM etl.ledger FOR UPDATE");
        return new PublishGate(holder);
    }

    /** The same, in a warehouse that nobody has published to. */
    static PublishGate beforeTheFirst(StarPipeline pipeline) throws SQLException {
        Connection holder = pipeline.warehouse();
        holder.setAutoCommit(false);
        execute(holder, "LOCK TABLE etl.ledger IN EXCLUSIVE MODE");
        return new PublishGate(holder);
    }

    /** At its COMMIT: all is done, and nobody can see it. Only publishes with rows come there. */
    static PublishGate atTheCommit(StarPipeline pipeline) throws SQLException {
        Connection holder = pipeline.warehouse();
        execute(holder, "SELECT pg_advisory_lock(%d)".formatted(NUMBER));
        execute(holder, """
                CREATE OR REPLACE FUNCTION pass_the_gate() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN PERFORM pg_advisory_xact_lock_shared(%d); RETURN NULL; END $$""".formatted(NUMBER));
        execute(holder, "DROP TRIGGER IF EXISTS gate ON etl.publish");
        execute(holder, """
                CREATE CONSTRAINT TRIGGER gate AFTER INSERT ON etl.publish DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION pass_the_gate()""");
        return new PublishGate(holder);
    }

    /** Opens it. */
    @Override
    public void close() throws SQLException {
        holder.close();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
