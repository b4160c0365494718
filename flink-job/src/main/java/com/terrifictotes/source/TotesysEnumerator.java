package com.terrifictotes.source;

import com.terrifictotes.catalog.Backoff;
import com.terrifictotes.catalog.Database;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.TableSchema;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans the first load and hands out its chunks; when every reader asks for more and there is none, all chunks are read,
 * and one reader gets the cuts. From then on there is nothing to enumerate: how far the cuts are is in the reader's
 * state alone, so nothing has to be kept in step between the two.
 *
 * <p>A bounded source ends with its first cut. All readers end with that cut's watermark, not only the one that took it:
 * a task behind them that still has rows of the others to take would else see the end of all and never that watermark.
 */
final class TotesysEnumerator implements SplitEnumerator<TotesysSplit, EnumeratorState> {

    private static final Logger LOG = LoggerFactory.getLogger(TotesysEnumerator.class);

    private final SplitEnumeratorContext<TotesysSplit> context;
    private final Database database;
    private final FirstLoad firstLoad;
    private final ReadingOptions options;
    private final Deque<ChunkSplit> chunks = new ArrayDeque<>();
    private final TreeSet<Integer> idleReaders = new TreeSet<>();
    private @Nullable CutsSplit cuts;
    private @Nullable Long lastCut;
    private boolean isPlanned;
    private volatile long expectedRows = -1;

    TotesysEnumerator(
            SplitEnumeratorContext<TotesysSplit> context,
            Database database,
            SourceCatalog catalog,
            ReadingOptions options,
            EnumeratorState state) {
        this.context = context;
        this.database = database;
        this.firstLoad = new FirstLoad(catalog, options);
        this.options = options;
        Set<String> known = catalog.tables().stream().map(TableSchema::name).collect(Collectors.toSet());
        state.chunks().stream().filter(chunk -> known.contains(chunk.table())).forEach(chunks::add);
        CutsSplit restored = state.cuts();
        this.cuts = restored == null ? null : restored.of(known);
        this.lastCut = state.lastCut();
        this.isPlanned = state.isPlanned();
    }

    @Override
    public void start() {
        context.metricGroup().gauge("expectedRows", () -> expectedRows);
        if (!isPlanned) {
            context.callAsync(this::plan, this::planned);
        }
    }

    @Override
    public void handleSplitRequest(int reader, @Nullable String host) {
        idleReaders.add(reader);
        assign();
    }

    @Override
    public void handleSourceEvent(int reader, SourceEvent event) {
        if (event instanceof CutIsClosed closed) {
            lastCut = closed.instant();
            assign();
        }
    }

    @Override
    public void addSplitsBack(List<TotesysSplit> splits, int reader) {
        idleReaders.remove(reader);
        for (TotesysSplit split : splits) {
            if (split instanceof CutsSplit given) {
                cuts = given;
            } else {
                chunks.addFirst((ChunkSplit) split);
            }
        }
        assign();
    }

    @Override
    public void addReader(int reader) {
        // It asks when it has nothing to do.
    }

    @Override
    public EnumeratorState snapshotState(long checkpoint) {
        return isPlanned
                ? EnumeratorState.planned(new ArrayList<>(chunks), cuts).endedBy(lastCut)
                : EnumeratorState.UNPLANNED;
    }

    @Override
    public void close() {
        // Nothing is held open.
    }

    private FirstLoad.Plan plan() throws SQLException, InterruptedException {
        Backoff backoff = new Backoff(options.retryBackoffMost(), options.retryGiveUpAfter());
        while (true) {
            try {
                return firstLoad.plan(database);
            } catch (SQLException e) {
                Thread.sleep(backoff.failed(e, Clock.millis()).toMillis());
                LOG.warn("Cannot plan the first load, trying again: {}", e.getMessage());
            }
        }
    }

    private void planned(FirstLoad.@Nullable Plan plan, @Nullable Throwable failure) {
        if (plan == null) {
            String reason = failure == null ? "no reason given" : failure.getMessage();
            throw new FlinkRuntimeException("Cannot plan the first load: " + reason, failure);
        }
        isPlanned = true;
        chunks.addAll(plan.splits().chunks());
        cuts = plan.splits().cuts();
        expectedRows = plan.rows();
        LOG.info("First load of about {} rows, {} chunks", plan.rows(), chunks.size());
        assign();
    }

    private void assign() {
        if (!isPlanned) {
            return;
        }
        idleReaders.retainAll(context.registeredReaders().keySet());
        while (!chunks.isEmpty() && !idleReaders.isEmpty()) {
            context.assignSplit(chunks.removeFirst(), idleReaders.pollFirst());
        }
        if (cuts != null && idleReaders.size() == context.currentParallelism()) {
            context.assignSplit(cuts, idleReaders.pollFirst());
            cuts = null;
        }
        if (cuts == null && chunks.isEmpty()) {
            endLoad();
        }
    }

    /** Nothing is left to give out: readers that ask have nothing to do until the job ends. */
    private void endLoad() {
        boolean isNobodyReading = idleReaders.size() == context.currentParallelism();
        if (options.isBounded()) {
            endSource(isNobodyReading);
            return;
        }
        if (isNobodyReading) {
            throw new FlinkRuntimeException(
                    "Cannot carry on: no reader has the cuts; the state is that of a bounded job that had read everything, expected a new start");
        }
        idleReaders.forEach(reader -> context.sendEventToSourceReader(reader, LoadIsOver.INSTANCE));
    }

    /**
     * Readers wait for the last cut before they end. If all of them wait, its reader has said so to an enumerator of
     * before, and the checkpoint this one carries on from did not have it yet: another cut is taken, from the beginning,
     * whose rows are known.
     */
    private void endSource(boolean isNobodyReading) {
        Long instant = lastCut;
        if (instant != null) {
            for (int reader : idleReaders) {
                context.sendEventToSourceReader(reader, new CutIsClosed(instant));
                context.signalNoMoreSplits(reader);
            }
            idleReaders.clear();
        } else if (isNobodyReading) {
            isPlanned = false;
            context.callAsync(this::plan, this::planned);
        }
    }
}
