package com.terrifictotes.source;

import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.TableSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads cut after cut. */
final class CutTask implements SplitTask {

    private static final Logger LOG = LoggerFactory.getLogger(CutTask.class);

    private final SourceCatalog catalog;
    private final ReadingOptions options;
    private final ReaderMetrics metrics;
    private final Drift drift;
    private final Planner planner;
    private CutsSplit cuts;
    private boolean isRepeatDue;
    private boolean isAnyCounted;
    private long nextStart;
    private @Nullable OpenCut open;

    CutTask(CutsSplit cuts, SourceCatalog catalog, ReadingOptions options, ReaderMetrics metrics) {
        this.cuts = cuts;
        this.catalog = catalog;
        this.options = options;
        this.metrics = metrics;
        this.drift = new Drift(catalog, options, metrics);
        this.planner = new Planner(options);
        this.isRepeatDue = cuts.hasClosedCut();
        metrics.follow(cuts);
        catalog.tables().forEach(this::tellOfOtherKeys);
    }

    @Override
    public Duration untilDue(long nowMillis) {
        boolean isBusy = open != null || isRepeatDue;
        return Duration.ofMillis(isBusy ? 0 : Math.max(0, nextStart - nowMillis));
    }

    @Override
    public Batch read(Session session) throws SQLException {
        if (isRepeatDue) {
            isRepeatDue = false;
            return new Batch(List.of(new Reading.Closed(cuts)), false);
        }
        OpenCut cut = open == null ? begin(session) : open;
        open = cut;
        List<Reading> readings = new ArrayList<>();
        if (fill(cut, readings)) {
            return new Batch(readings, false);
        }
        session.end();
        open = null;
        readings.add(close(cut));
        return new Batch(readings, options.isBounded());
    }

    /** The first cut of a task tells of all tables: those who compare begin anew, too. */
    private Reading.Closed close(OpenCut cut) {
        boolean isMarked = cut.broughtAnything() || !cuts.hasClosedCut() || cuts.isBroken();
        cuts = cut.closed();
        drift.closed();
        metrics.closed(cuts, cut);
        Reading.Closed closed = isMarked ? Reading.Closed.marked(cuts, cut.rowsRead()) : new Reading.Closed(cuts);
        Map<String, Long> rows = isAnyCounted ? cut.rowsThereOfRead() : cut.rowsThere();
        isAnyCounted = true;
        return closed.counted(rows);
    }

    /** Rows of the cut that failed are out: the next one is later than they are, and misses those that are gone by then. */
    @Override
    public void restart() {
        if (open != null) {
            cuts = open.brokenOff();
            open = null;
        }
    }

    private boolean fill(OpenCut cut, List<Reading> readings) throws SQLException {
        try {
            return cut.fill(readings);
        } catch (RefusedTableException e) {
            drift.refused(e);
            throw e;
        }
    }

    private void tellOfOtherKeys(TableSchema table) {
        LiveKeys known = cuts.keys().get(table.name());
        if (known != null && known.size() > 0 && !known.areOf(table)) {
            LOG.warn(
                    "The primary key of table {} is of another kind: its {} rows known by the old one are other rows now, and nobody will be told that those are gone",
                    table.name(),
                    known.size());
        }
    }

    private OpenCut begin(Session session) throws SQLException {
        long started = Clock.millis();
        nextStart = started + options.pollInterval().toMillis();
        Connection connection = session.beginSnapshot();
        Snapshot snapshot = Snapshot.take(connection, session.replayedUpTo());
        metrics.began(snapshot);
        List<TableSchema> tables = drift.readable(connection, cuts, snapshot);
        CutsSplit known = cuts.withoutTrustIn(drift.stopped());
        return planner.plan(connection, catalog.namespace(), tables, known, snapshot, metrics, started);
    }
}
