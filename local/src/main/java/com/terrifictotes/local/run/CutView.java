package com.terrifictotes.local.run;

import com.terrifictotes.local.flink.Board;
import java.time.Instant;

/** Tells of each cut, and of the first load before it. */
final class CutView {

    private static final long PROGRESS_NANOS = 1_000_000_000L;
    private static final long TABLE_NANOS = 60_000_000_000L;

    private final Board board;
    private final Screen screen;
    private final LoadProgress progress;
    private long lastCut = -1;
    private long lastChanges;
    private long lastRows;
    private long lastRestarts;
    private long lastPublished = -1;
    private long lastProgress;
    private long lastTable;

    CutView(Board board, Screen screen) {
        this.board = board;
        this.screen = screen;
        this.progress = new LoadProgress("reading");
    }

    /** Tells what is new since it was called last. */
    void update() {
        tellRestarts();
        long cut = finishedCut();
        long now = System.nanoTime();
        if (cut < 0 || board.sum("cuts") == 0) {
            tellProgress(now);
        } else if (cut != lastCut) {
            tellCut(cut);
            tellTables(now);
        }
        tellPublish();
    }

    /** Whether a cut was closed since the job started, and all of its rows are sorted into changes. */
    boolean hasCut() {
        return board.sum("cuts") > 0 && finishedCut() == board.max("lastCut");
    }

    /** The instant of the last cut of which all rows are sorted into changes; below 0 if there is none. */
    private long finishedCut() {
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

    private void tellTables(long now) {
        if (lastTable == 0 || now - lastTable >= TABLE_NANOS) {
            lastTable = now;
            screen.print(TableLines.of(board));
        }
    }
}
