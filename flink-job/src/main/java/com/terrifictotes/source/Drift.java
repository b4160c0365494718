package com.terrifictotes.source;

import com.terrifictotes.catalog.CatalogLook;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.TableSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the source's catalogue with the one the job was started with, in the transaction of a cut.
 *
 * <p>What is new is told once and read from the next start on. A table that cannot be read as it was is not read any
 * more, which is an error in the log and in the count of stopped tables, while all others go on. When it is as it was, it
 * is read again, all of it.
 */
final class Drift {

    private static final Logger LOG = LoggerFactory.getLogger(Drift.class);

    private final SourceCatalog started;
    private final ReadingOptions options;
    private final ReaderMetrics metrics;
    private final Refusals refusals;
    private final Set<String> toldNew = new HashSet<>();
    private Map<String, String> stopped = Map.of();
    private List<TableSchema> readable;
    private long comparedAt = Long.MIN_VALUE;

    Drift(SourceCatalog started, ReadingOptions options, ReaderMetrics metrics) {
        this.started = started;
        this.options = options;
        this.metrics = metrics;
        this.refusals = new Refusals(options.sweepInterval().toMillis());
        this.readable = started.tables();
    }

    /** The tables this cut can read, as they are stored now. The catalogue is only asked if a transaction can have changed it. */
    List<TableSchema> readable(Connection connection, CutsSplit cuts, Snapshot snapshot) throws SQLException {
        boolean isUnchanged = comparedAt == snapshot.next() && cuts.fence() == snapshot.next();
        if (!isUnchanged || !refusals.isEmpty()) {
            compare(SourceCatalog.look(connection, options.namespace(), options.excluded()));
            comparedAt = snapshot.next();
        }
        return readable;
    }

    /** The names of the tables that cannot be read, as of the last comparison. */
    Set<String> stopped() {
        return stopped.keySet();
    }

    /** Notes that a table could not be read, although nothing in the catalogue says so. */
    void refused(RefusedTableException refusal) {
        refusals.add(refusal, Clock.millis());
    }

    /** Notes that all that was to be read was read. */
    void closed() {
        refusals.forgive(Clock.millis());
    }

    private void compare(CatalogLook now) {
        List<TableSchema> same = new ArrayList<>();
        Map<String, String> reasons = new TreeMap<>();
        for (TableSchema table : started.tables()) {
            Optional<String> reason =
                    Difference.between(table, now).or(() -> refusals.reason(table.name(), Clock.millis()));
            if (reason.isPresent()) {
                reasons.put(table.name(), reason.get());
            } else {
                now.table(table.name()).ifPresent(current -> same.add(table.keptAs(current)));
            }
        }
        tellStopped(reasons);
        tellNew(now);
        readable = same;
    }

    private void tellStopped(Map<String, String> reasons) {
        reasons.forEach((table, reason) -> {
            if (!reason.equals(stopped.get(table))) {
                LOG.error(
                        "Stopped reading table {} of totesys: {}. All other tables go on. It is read again when it is as it was; to go on with it as it is now, restart the job",
                        table,
                        reason);
            }
        });
        stopped.keySet().stream()
                .filter(table -> !reasons.containsKey(table))
                .forEach(table -> LOG.info("Reading table {} of totesys again: it is as it was", table));
        stopped = reasons;
        metrics.stopped(reasons.keySet());
    }

    private void tellNew(CatalogLook now) {
        for (TableSchema table : now.catalog().tables()) {
            started.table(table.name())
                    .ifPresentOrElse(known -> tellNewColumns(known, table), () -> tellNew("table " + table.name()));
        }
        now.problems().forEach((table, problems) -> {
            if (started.table(table).isEmpty() && toldNew.add(table)) {
                LOG.warn(
                        "New in totesys, and the next start is refused because of it: {}", String.join("; ", problems));
                metrics.newInSource();
            }
        });
    }

    private void tellNewColumns(TableSchema known, TableSchema now) {
        now.columns().stream()
                .filter(column -> !known.has(column.name()))
                .forEach(column -> tellNew("column %s.%s".formatted(known.name(), column.name())));
    }

    private void tellNew(String what) {
        if (toldNew.add(what)) {
            LOG.warn("New in totesys: {}. It is read from the next start of the job on", what);
            metrics.newInSource();
        }
    }
}
