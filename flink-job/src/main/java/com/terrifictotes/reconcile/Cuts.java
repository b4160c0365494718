package com.terrifictotes.reconcile;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Finds states of totesys and of the warehouse that follow each other. */
final class Cuts {

    private static final long PAUSE_MILLIS = 100;

    private final Sides sides;
    private final Patience patience;
    private final Sessions sessions;
    private final Connection ledger;

    /** @param ledger a connection to the warehouse whose statements see the latest state */
    Cuts(Sides sides, Patience patience, Sessions sessions, Connection ledger) {
        this.sides = sides;
        this.patience = patience;
        this.sessions = sessions;
        this.ledger = ledger;
    }

    /**
     * The state of totesys now.
     *
     * @throws BehindException if its clock is behind the cuts: their instants would not say which of them are later
     */
    Snapshot snapshot() throws SQLException, InterruptedException {
        long deadline = deadline();
        while (true) {
            Instant before = completeTo().orElse(Instant.MIN);
            Connection connection = sessions.snapshot(sides.totesys());
            Snapshot snapshot = Snapshot.take(connection);
            if (patience.isAtRest() || snapshot.instant().isAfter(before)) {
                return snapshot;
            }
            sessions.close(connection);
            if (isOver(deadline)) {
                throw BehindException.ofClock(before, snapshot.instant(), patience.longestWait());
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /**
     * The first state of the warehouse that has all of the snapshot, or, at rest, the one there is; and another snapshot
     * right behind it.
     */
    Bracket bracket(Snapshot before) throws SQLException, InterruptedException {
        awaitCompleteTo(before.instant(), before);
        View view = view(before);
        return new Bracket(before, view, snapshot());
    }

    /**
     * Waits for one more publish: then everything of the one before is in the lake, too, whose files appear beside it and
     * not with it.
     */
    void awaitPublishAfter(Bracket bracket) throws SQLException, InterruptedException {
        awaitCompleteTo(bracket.view().cut().plusMillis(1), bracket.before(), bracket.after());
    }

    private View view(Snapshot before) throws SQLException {
        Connection connection = sessions.snapshot(sides.warehouse());
        Instant cut = WarehouseLedger.completeTo(connection, sides.pipeline())
                .orElseThrow(() -> BehindException.of(Optional.empty(), before.instant(), patience.longestWait()));
        if (!patience.isAtRest() && cut.isBefore(before.instant())) {
            throw new IllegalStateException("Cannot compare with %s: it was complete to %s, and is to %s"
                    .formatted(sides.warehouse().address(), before.instant(), cut));
        }
        return new View(connection, cut);
    }

    private void awaitCompleteTo(Instant expected, Snapshot... kept) throws SQLException, InterruptedException {
        long deadline = deadline();
        while (!patience.isAtRest()) {
            Optional<Instant> completeTo = completeTo();
            if (completeTo.isPresent() && !completeTo.get().isBefore(expected)) {
                return;
            }
            if (isOver(deadline)) {
                throw BehindException.of(completeTo, expected, patience.longestWait());
            }
            for (Snapshot snapshot : kept) {
                snapshot.keepAlive();
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private Optional<Instant> completeTo() throws SQLException {
        return WarehouseLedger.completeTo(ledger, sides.pipeline());
    }

    private long deadline() {
        return System.nanoTime() + patience.longestWait().toNanos();
    }

    private static boolean isOver(long deadline) {
        return System.nanoTime() - deadline > 0;
    }
}
