package com.terrifictotes.local.run;

import com.terrifictotes.local.flink.Board;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells of each cut, and of the first load before it. */
final class CutView {

    private static final long PROGRESS_NANOS = 1_000_000_000L;
    private static final long TABLE_NANOS = 60_000_000_000L;

    private final Board board;
    private final Screen screen;
    private final Consumer<List<String>> whenCounted;
    private final LoadProgress progress;
    private long lastCut = -1;
    private long lastChanges;
    private long lastRows;
    private long lastRestarts;
    private long lastPublished = -1;
    private long lastQuarantined;
    private long lastProgress;
    private long lastTable;
    private List<String> lastStopped = List.of();
    private @Nullable List<String> lastMiscounted;

    /** @param whenCounted takes the tables that have another number of rows than in totesys, whenever these are others */
    CutView(Board board, Screen screen, Consumer<List<String>> whenCounted) {
        this.board = board;
        this.screen = screen;
        this.whenCounted = whenCounted;
        this.progress = new LoadProgress("reading");
    }

    /** Tells what is new since it was called last. */
    void update() {
        tellRestarts();
        tellStopped();
        tellMiscounted();
        long cut = finishedCut();
        long now = System.nanoTime();
        if (cut < 0 || board.sum("cuts") == 0) {
            tellProgress(now);
        } else if (cut != lastCut) {
            tellCut(cut);
            tellTables(now);
        }
        tellPublish();
        tellQuarantine();
    }

    /** Whether a cut was closed since the job started, and all of its rows are sorted into changes. */
    boolean hasCut() {
        return board.sum("cuts") > 0 && finishedCut() == board.max("lastCut");
    }

    /** The instant of the last cut of which all rows are sorted into changes; below 0 if there is none. */
    long finishedCut() {
        return board.leastOf("currentInputWatermark", "changes");
    }

    private void tellRestarts() {
        long restarts = board.max("numRestarts");
        if (restarts > lastRestarts) {
            screen.error("The job failed and was restarted from its last checkpoint, %s; the log says why"
                    .formatted(restarts == 1 ? "once" : restarts + " times"));
            lastRestarts = restarts;
        }
    }

    private void tellStopped() {
        List<String> stopped = TableLines.stopped(board);
        if (stopped.equals(lastStopped)) {
            return;
        }
        if (stopped.isEmpty()) {
            screen.print("All tables of totesys are read again");
        } else {
            screen.error("Not read any more: %s; all other tables go on, and the log says why"
                    .formatted(String.join(", ", stopped)));
        }
        lastStopped = stopped;
    }

    private void tellMiscounted() {
        boolean isNoneComparedYet = board.max("countMismatches") < 0;
        List<String> miscounted = TableLines.miscounted(board);
        if (isNoneComparedYet || miscounted.equals(lastMiscounted)) {
            return;
        }
        if (!miscounted.isEmpty()) {
            screen.error(
                    "Not as many rows known as totesys has: %s; the log has both numbers, ./local/totes reconcile tells which"
                            .formatted(String.join(", ", miscounted)));
        } else if (lastMiscounted != null) {
            screen.print("As many rows of every table known as totesys has");
        }
        lastMiscounted = miscounted;
        whenCounted.accept(miscounted);
    }

    private void tellProgress(long now) {
        if (now - lastProgress >= PROGRESS_NANOS) {
            lastProgress = now;
            screen.pass(progress.line(board.sum("rowsRead"), board.max("expectedRows"), now));
        }
    }

    private void tellCut(long cut) {
        lastCut = cut;
        long changes = board.sum("rowsNew");
        long rows = board.sum("rowsRead");
        String line = "  cut %s  %,d rows read, %,d changes, %,d ms"
                .formatted(
                        Instant.ofEpochMilli(cut), rows - lastRows, changes - lastChanges, board.max("lastCutMillis"));
        if (rows == lastRows && changes == lastChanges) {
            screen.pass(line);
        } else {
            screen.print(line);
        }
        lastChanges = changes;
        lastRows = rows;
    }

    private void tellPublish() {
        long published = board.max("completeTo");
        if (published <= lastPublished) {
            return;
        }
        lastPublished = published;
        long behind = System.currentTimeMillis() - published;
        screen.pass("  warehouse complete to %s, %,d ms ago".formatted(Instant.ofEpochMilli(published), behind));
    }

    private void tellQuarantine() {
        long quarantined = Math.max(0, board.max("quarantineOpen"));
        if (quarantined > 0 && quarantined != lastQuarantined) {
            screen.print(
                    "  quarantine: %,d rows of totesys do not fit the star; SELECT * FROM etl.open_quarantine says why"
                            .formatted(quarantined));
        } else if (quarantined < lastQuarantined) {
            screen.print("  quarantine: every row of totesys fits the star again");
        }
        lastQuarantined = quarantined;
    }

    private void tellTables(long now) {
        if (lastTable == 0 || now - lastTable >= TABLE_NANOS) {
            lastTable = now;
            screen.print(TableLines.of(board));
        }
    }
}
