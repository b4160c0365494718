package com.terrifictotes.local.freshness;

import com.terrifictotes.local.EnvironmentException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Commits designs in totesys, one after the other, and looks in the warehouse when each is there.
 *
 * <p>Commits come at random moments, so that they fall anywhere between two cuts and two checkpoints. A design that is
 * visible was visible at most one look ago ({@link #LOOK}), which is what a wait may be told too long.
 */
public final class FreshnessMeter {

    private static final Duration LOOK = Duration.ofMillis(5);
    private static final int LONGEST_PAUSE_MILLIS = 200;

    private static final String COMMIT = """
            INSERT INTO design (design_name, file_location, file_name, last_updated)
            VALUES ('Measured', '/measured', 'measured.json', now() AT TIME ZONE 'UTC') RETURNING design_id""";

    private final Connection totesys;
    private final Connection warehouse;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final List<Duration> waits = new ArrayList<>();

    /** A design that is committed and not yet seen. */
    private record Waiting(int design, long sinceNanos) {}

    /**
     * A meter.
     *
     * @param totesys in auto-commit mode, of a role that may insert
     * @param warehouse in auto-commit mode
     */
    public FreshnessMeter(Connection totesys, Connection warehouse) {
        this.totesys = totesys;
        this.warehouse = warehouse;
    }

    /**
     * Measures.
     *
     * @param commits how many
     * @param patience for the longest wait
     * @throws EnvironmentException if a commit is not visible within it
     */
    public Freshness measure(int commits, Duration patience, Random random) throws SQLException, InterruptedException {
        long next = System.nanoTime();
        int done = 0;
        while (done < commits || !waiting.isEmpty()) {
            if (done < commits && System.nanoTime() >= next) {
                commit();
                done++;
                next = System.nanoTime() + random.nextInt(LONGEST_PAUSE_MILLIS) * 1_000_000L;
            }
            look(patience);
            Thread.sleep(LOOK.toMillis());
        }
        return new Freshness(waits);
    }

    private void commit() throws SQLException {
        try (Statement statement = totesys.createStatement();
                ResultSet design = statement.executeQuery(COMMIT)) {
            design.next();
            waiting.add(new Waiting(design.getInt(1), System.nanoTime()));
        }
    }

    /** Designs are committed one after the other, so whatever is visible, all before it is. */
    private void look(Duration patience) throws SQLException {
        Waiting oldest = waiting.peek();
        if (oldest == null) {
            return;
        }
        int newest = newestVisible();
        long now = System.nanoTime();
        while (!waiting.isEmpty() && waiting.element().design() <= newest) {
            waits.add(Duration.ofNanos(now - waiting.remove().sinceNanos()));
        }
        if (now - oldest.sinceNanos() > patience.toNanos() && oldest.equals(waiting.peek())) {
            throw new EnvironmentException(
                    "Cannot measure the freshness: design %d was committed %s ago and is not visible"
                            .formatted(oldest.design(), patience));
        }
    }

    private int newestVisible() throws SQLException {
        try (PreparedStatement statement = warehouse.prepareStatement("SELECT max(design_id) FROM dim_design");
                ResultSet newest = statement.executeQuery()) {
            newest.next();
            return newest.getInt(1);
        }
    }
}
