package com.terrifictotes.source;

import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.TableSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads cut after cut. */
final class CutTask implements SplitTask {

    private final SourceCatalog catalog;
    private final ReadingOptions options;
    private final ReaderMetrics metrics;
    private final Drift drift;
    private final Planner planner;
    private CutsSplit cuts;
    private boolean isRepeatDue;
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
        if (cut.fill(readings)) {
            return new Batch(readings, false);
        }
        session.end();
        open = null;
        cuts = cut.closed();
        metrics.closed(cuts, cut);
        readings.add(new Reading.Closed(cuts));
        return new Batch(readings, options.isBounded());
    }

    /** Rows of the cut that failed are out: the next one is later than they are. */
    @Override
    public void restart() {
        if (open != null) {
            cuts = cuts.reached(open.instant());
            open = null;
        }
    }

    private OpenCut begin(Session session) throws SQLException {
        long started = Clock.millis();
        nextStart = started + options.pollInterval().toMillis();
        Connection connection = session.beginSnapshot();
        Snapshot snapshot = Snapshot.take(connection);
        metrics.began(snapshot);
        List<TableSchema> tables = drift.readable(connection, cuts, snapshot);
        return planner.plan(connection, catalog.namespace(), tables, cuts, snapshot, metrics, started);
    }
}
