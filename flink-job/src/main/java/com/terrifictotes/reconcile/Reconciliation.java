package com.terrifictotes.reconcile;

import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.StarSchema;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds totesys against what was made of it, row by row and column by column, while it moves on: every fact and every
 * dimension of the warehouse, and, if there is something to read it by, every table of the raw zone.
 *
 * <p>Rows are streamed in the order of their keys from both sides and merged: memory does not grow with the tables, but
 * for the tables that joined dimensions refer to. Its connections are its own and only read. May run once.
 */
public final class Reconciliation implements AutoCloseable {

    private final Sides sides;
    private final Patience patience;
    private final int limit;
    private final Progress progress;
    private final Sessions sessions = new Sessions();

    /** @param limit how many differences of each table are told one by one */
    public Reconciliation(Sides sides, Patience patience, int limit, Progress progress) {
        this.sides = sides;
        this.patience = patience;
        this.limit = limit;
        this.progress = progress;
    }

    /**
     * Compares.
     *
     * @param rawZone null if only the warehouse is compared
     * @throws BehindException if the warehouse does not become as new as totesys is now
     * @throws SQLException if a database fails; after {@link #interrupt()} always
     */
    public Report run(@Nullable RawZone rawZone) throws SQLException, IOException, InterruptedException {
        Connection latest = sessions.plain(sides.warehouse());
        Cuts cuts = new Cuts(sides, patience, sessions, latest);
        Snapshot snapshot = cuts.snapshot();
        Comparisons all = Comparisons.of(catalog(snapshot), rawZone, new Quarantine(latest), limit);
        Bracket first = compare(all, cuts, snapshot, Comparison::compare);
        for (int round = 1; all.isOpen() && round < patience.rounds(); round++) {
            lookAgain(all.open(), cuts);
        }
        List<TableReport> tables = all.all().map(Comparison::report).toList();
        return new Report(first.before().instant(), first.view().cut(), tables);
    }

    /** Makes {@link #run} fail soon, whatever it waits for. From any thread. */
    public void interrupt() {
        sessions.interrupt();
    }

    /** Closes its connections. */
    @Override
    public void close() {
        sessions.close();
    }

    private SourceCatalog catalog(Snapshot snapshot) throws SQLException {
        SourceCatalog catalog = SourceCatalog.discover(snapshot.connection(), sides.namespace(), sides.excluded());
        StarSchema.requireSource(catalog);
        return catalog;
    }

    /** Looks again at what was not as it has to be, by a later cut. */
    private void lookAgain(Comparisons open, Cuts cuts) throws SQLException, IOException, InterruptedException {
        Snapshot snapshot = cuts.snapshot();
        for (Comparison comparison : open.all().toList()) {
            comparison.lookBefore(snapshot);
        }
        compare(open, cuts, snapshot, Comparison::lookAgain);
    }

    private Bracket compare(Comparisons some, Cuts cuts, Snapshot snapshot, Step step)
            throws SQLException, IOException, InterruptedException {
        progress.waiting(snapshot.instant());
        Bracket bracket = cuts.bracket(snapshot);
        compare(some.warehouse(), bracket, step);
        sessions.close(bracket.view().warehouse());
        if (!some.raw().isEmpty()) {
            cuts.awaitPublishAfter(bracket);
        }
        compare(some.raw(), bracket, step);
        sessions.close(bracket.before().connection());
        sessions.close(bracket.after().connection());
        return bracket;
    }

    private void compare(List<Comparison> some, Bracket bracket, Step step) throws SQLException, IOException {
        for (Comparison comparison : some) {
            progress.comparing(comparison.name());
            step.take(comparison, bracket);
            comparison.lookBehind(
                    bracket.after(), patience.isAtRest() || bracket.before().isStillThatOf(bracket.after()));
            bracket.keepAlive();
        }
    }

    @FunctionalInterface
    private interface Step {
        void take(Comparison comparison, Bracket bracket) throws SQLException, IOException;
    }
}
