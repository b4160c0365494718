package com.terrifictotes.local.star;

import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.pipeline.Texts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** What the warehouse says of its publishes, and how they are broken. It answers as soon as the warehouse is there. */
final class Publishes {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Sessions that write the ledger just now. */
    private static final String WRITERS = """
            FROM pg_locks WHERE relation = 'etl.ledger'::regclass AND pid <> pg_backend_pid()
            AND mode IN ('RowExclusiveLock', 'RowShareLock')""";

    private final StarPipeline pipeline;
    private int terminated;

    Publishes(StarPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Waits until everything up to that instant is in the warehouse. */
    void awaitCompleteTo(long instant) {
        awaitCompleteTo(instant, PATIENCE);
    }

    /** Waits so long until everything up to that instant is in the warehouse. */
    void awaitCompleteTo(long instant, Duration patience) {
        await("the publish of cut " + instant)
                .atMost(patience)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(SQLException.class)
                .until(() -> completeTo() >= instant);
    }

    /** Waits for a publish, and ends its session in the middle of it. */
    void terminateOne() {
        await("a publish that is terminated")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(1))
                .until(() ->
                        !rows("SELECT pg_terminate_backend(pid) " + WRITERS).isEmpty());
        terminated++;
    }

    /** Waits until a publish is at work. */
    void awaitOne() {
        await("a publish")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> !rows("SELECT pid " + WRITERS).isEmpty());
    }

    /** Waits until a publish waits for somebody else. */
    void awaitBlocked() {
        awaitBlocked(1);
    }

    /** Waits until so many publishes wait for somebody else. */
    void awaitBlocked(int number) {
        await(number + " publishes that wait")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        rows("SELECT DISTINCT pid %s AND cardinality(pg_blocking_pids(pid)) > 0".formatted(WRITERS))
                                        .size()
                                >= number);
    }

    /** Ends every session that publishes. */
    void terminateAll() throws SQLException {
        rows("SELECT pg_terminate_backend(pid) " + WRITERS);
        await("the end of the publishes")
                .atMost(PATIENCE)
                .until(() -> rows("SELECT pid " + WRITERS).isEmpty());
    }

    int terminated() {
        return terminated;
    }

    /** How many publishes brought rows. */
    long count() throws SQLException {
        return Long.parseLong(rows("SELECT count(*) FROM etl.publish").get(0).get(0));
    }

    /** The instant the warehouse is complete to, in milliseconds since 1970-01-01 UTC; 0 if it is new. */
    long completeTo() throws SQLException {
        return Long.parseLong(
                rows("SELECT (coalesce(max(extract(epoch FROM complete_to)), 0) * 1000)::bigint FROM etl.ledger")
                        .get(0)
                        .get(0));
    }

    private List<List<String>> rows(String query) throws SQLException {
        try (Connection connection = pipeline.warehouse();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return Texts.of(rows);
        }
    }
}
