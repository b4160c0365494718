package com.terrifictotes.source;

import com.terrifictotes.catalog.ServiceMetric;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.TableSchema;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.jspecify.annotations.Nullable;

/**
 * What a reader tells of itself. Gauges of a reader that reads no cuts say {@value #NOT_HERE}.
 *
 * <table>
 *   <caption>Metrics</caption>
 *   <tr><td>cutAgeSeconds</td><td>since the last cut was taken, or since this reader has been to take one as long as there is none</td></tr>
 *   <tr><td>lastCut</td><td>its instant, milliseconds since 1970-01-01 UTC</td></tr>
 *   <tr><td>lastCutMillis</td><td>how long reading it took</td></tr>
 *   <tr><td>lastCutRows</td><td>how many rows it read</td></tr>
 *   <tr><td>cuts</td><td>how many were closed since the job started</td></tr>
 *   <tr><td>fenceAge</td><td>how many transaction ids the fence is behind the newest: grows while a writer stays open</td></tr>
 *   <tr><td>replayLagSeconds</td><td>how far the database is behind the primary it is a standby of</td></tr>
 *   <tr><td>retries</td><td>how often the database failed and was tried again</td></tr>
 *   <tr><td>identityChanges</td><td>how often all was read again because the database is another</td></tr>
 *   <tr><td>tablesStopped</td><td>tables not read any more because they changed</td></tr>
 *   <tr><td>newInSource</td><td>tables and columns waiting for the next start</td></tr>
 *   <tr><td>table.NAME.isStopped</td><td>1 if that table is one of them</td></tr>
 *   <tr><td>table.NAME.rowsRead</td><td>rows read, known ones included</td></tr>
 *   <tr><td>table.NAME.rowsGone</td><td>rows told to be gone, again those of a cut that was broken off</td></tr>
 *   <tr><td>table.NAME.keysKnown</td><td>rows that are there as far as is known, seen as keys</td></tr>
 *   <tr><td>table.NAME.completeAgeSeconds</td><td>since the table was last read so that no version can be unknown</td></tr>
 * </table>
 */
final class ReaderMetrics {

    private static final long NOT_HERE = -1;

    private final MetricGroup group;
    private final Map<String, Counter> rowsRead = new ConcurrentHashMap<>();
    private final Map<String, Counter> rowsGone = new ConcurrentHashMap<>();
    private final Map<String, Long> keysKnown = new ConcurrentHashMap<>();
    private final Map<String, Long> completeSince = new ConcurrentHashMap<>();
    private final Counter retries;
    private final Counter identityChanges;
    private final Counter newInSource;
    private final Counter cutsClosed;
    private volatile Set<String> stopped = Set.of();
    private volatile long followsSince = NOT_HERE;
    private volatile long fenceAge = NOT_HERE;
    private volatile long replayLag = NOT_HERE;
    private volatile @Nullable LastCut lastCut;

    private record LastCut(long instant, long takenAt, long millis, long rows) {}

    ReaderMetrics(MetricGroup group, SourceCatalog catalog) {
        this.group = group;
        this.retries = ServiceMetric.RETRIES.counter(group, new ThreadSafeSimpleCounter());
        this.identityChanges = ServiceMetric.IDENTITY_CHANGES.counter(group, new ThreadSafeSimpleCounter());
        this.newInSource = ServiceMetric.NEW_IN_SOURCE.counter(group, new ThreadSafeSimpleCounter());
        this.cutsClosed = group.counter("cuts", new ThreadSafeSimpleCounter());
        ServiceMetric.TABLES_STOPPED.gauge(group, () -> (long) stopped.size());
        ServiceMetric.FENCE_AGE.gauge(group, () -> fenceAge);
        ServiceMetric.REPLAY_LAG_SECONDS.gauge(group, () -> replayLag);
        ServiceMetric.CUT_AGE_SECONDS.gauge(group, this::cutAge);
        group.gauge("lastCut", () -> ofLastCut(LastCut::instant));
        ServiceMetric.LAST_CUT_MILLIS.gauge(group, () -> ofLastCut(LastCut::millis));
        group.gauge("lastCutRows", () -> ofLastCut(LastCut::rows));
        catalog.tables().forEach(this::register);
    }

    void rowsRead(String table, long rows) {
        count(rowsRead, table, rows);
    }

    void rowsGone(String table, long rows) {
        count(rowsGone, table, rows);
    }

    /** From now on this reader reads the cuts. */
    void follow(CutsSplit cuts) {
        followsSince = Clock.millis();
        know(cuts);
    }

    private void know(CutsSplit cuts) {
        cuts.keys().forEach((table, keys) -> keysKnown.put(table, keys.size()));
    }

    void retried() {
        retries.inc();
    }

    void identityChanged() {
        identityChanges.inc();
    }

    void newInSource() {
        newInSource.inc();
    }

    void stopped(Set<String> tables) {
        stopped = Set.copyOf(tables);
    }

    void began(Snapshot snapshot) {
        fenceAge = snapshot.next() - snapshot.fence();
        replayLag = (snapshot.clock() - snapshot.asOf()) / 1000;
    }

    void closed(CutsSplit cuts, OpenCut cut) {
        long now = Clock.millis();
        cutsClosed.inc();
        know(cuts);
        lastCut = new LastCut(cuts.cut(), cut.started(), now - cut.started(), cut.rowsRead());
        cuts.tables().forEach((table, progress) -> {
            if (progress.completeAt() == cuts.cut()) {
                completeSince.put(table, cut.started());
            }
        });
    }

    private void register(TableSchema table) {
        MetricGroup tableGroup = group.addGroup("table", table.name());
        rowsRead.put(table.name(), tableGroup.counter("rowsRead", new ThreadSafeSimpleCounter()));
        tableGroup.gauge("isStopped", () -> stopped.contains(table.name()) ? 1L : 0L);
        rowsGone.put(table.name(), tableGroup.counter("rowsGone", new ThreadSafeSimpleCounter()));
        tableGroup.gauge("keysKnown", () -> keysKnown.getOrDefault(table.name(), NOT_HERE));
        tableGroup.gauge("completeAgeSeconds", () -> {
            Long since = completeSince.get(table.name());
            return since == null ? NOT_HERE : secondsSince(since);
        });
    }

    private long cutAge() {
        LastCut cut = lastCut;
        long since = cut == null ? followsSince : cut.takenAt();
        return since == NOT_HERE ? NOT_HERE : secondsSince(since);
    }

    private long ofLastCut(java.util.function.ToLongFunction<LastCut> value) {
        LastCut cut = lastCut;
        return cut == null ? NOT_HERE : value.applyAsLong(cut);
    }

    private static void count(Map<String, Counter> counters, String table, long rows) {
        Counter counter = counters.get(table);
        if (counter != null) {
            counter.inc(rows);
        }
    }

    private static long secondsSince(long millis) {
        return (Clock.millis() - millis) / 1000;
    }
}
