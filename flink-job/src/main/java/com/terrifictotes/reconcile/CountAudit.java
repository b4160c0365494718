package com.terrifictotes.reconcile;

import com.terrifictotes.catalog.ServiceMetric;
import com.terrifictotes.change.RowCount;
import com.terrifictotes.reconcile.Counts.Finding;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares at each closed cut how many rows each table has with how many are known, by {@link Counts}. There is one such
 * operator, and a watermark reaches it behind what all subtasks before it have said.
 *
 * <p>It has no state: whoever tells it of rows begins with all of them when the job does, and so does it. What it was told
 * of a cut before a restore is not compared behind it; a checkpoint holds nothing that was on its way.
 *
 * <table>
 *   <caption>Metrics</caption>
 *   <tr><td>countMismatches</td><td>tables of which another number of rows was known than totesys had, when last compared;
 *       {@value #NOT_YET} before the first comparison</td></tr>
 *   <tr><td>countComparisons</td><td>tables compared since the job started, one in each cut that counted it</td></tr>
 *   <tr><td>table.NAME.isMiscounted</td><td>1 if that table is one of them</td></tr>
 * </table>
 */
@SuppressWarnings("NullAway.Init") // Flink makes the object, then opens it.
public final class CountAudit extends AbstractStreamOperator<Void> implements OneInputStreamOperator<RowCount, Void> {

    private static final long serialVersionUID = 1;
    private static final long NOT_YET = -1;
    private static final Logger AUDIT_LOG = LoggerFactory.getLogger(CountAudit.class);

    private transient Counts counts;
    private transient Counter comparisons;
    private transient Set<String> registered;
    private transient volatile @Nullable Set<String> mismatches;

    @Override
    public void open() throws Exception {
        super.open();
        counts = new Counts();
        registered = ConcurrentHashMap.newKeySet();
        comparisons = metrics.counter("countComparisons");
        ServiceMetric.COUNT_MISMATCHES.gauge(metrics, this::mismatches);
    }

    @Override
    public void processElement(StreamRecord<RowCount> element) {
        counts.told(element.getValue());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        counts.complete(mark.getTimestamp()).forEach(this::tell);
        comparisons.inc(counts.comparisons() - comparisons.getCount());
        if (counts.comparisons() > 0) {
            mismatches = Set.copyOf(counts.mismatches());
        }
        super.processWatermark(mark);
    }

    private void tell(Finding finding) {
        if (finding.isMismatch()) {
            AUDIT_LOG.warn(
                    "Table {}: totesys had {} rows at the cut of {}, and {} are known here; ./local/totes reconcile --properties FILE tells which",
                    finding.table(),
                    finding.seen(),
                    Instant.ofEpochMilli(finding.cut()),
                    finding.known());
        } else {
            AUDIT_LOG.info("Table {}: all {} rows of totesys are known again", finding.table(), finding.seen());
        }
        register(finding.table());
    }

    /** Only tables that ever differed have one: all others would say nothing. */
    private void register(String table) {
        if (registered.add(table)) {
            metrics.addGroup("table", table).gauge("isMiscounted", () -> isMiscounted(table));
        }
    }

    private long mismatches() {
        Set<String> now = mismatches;
        return now == null ? NOT_YET : now.size();
    }

    private long isMiscounted(String table) {
        Set<String> now = mismatches;
        return now != null && now.contains(table) ? 1 : 0;
    }
}
