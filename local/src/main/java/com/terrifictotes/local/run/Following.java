package com.terrifictotes.local.run;

import com.terrifictotes.catalog.UserException;
import com.terrifictotes.job.Settings;
import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.flink.Board;
import com.terrifictotes.local.flink.LocalJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Follows a job on the screen until it is to stop, and stops it. */
final class Following {

    private static final long LOOK_MILLIS = 100;
    private static final long LAST_CUT_NANOS = 10_000_000_000L;

    private final LocalJob job;
    private final Board board;
    private final Screen screen;
    private final StopSignal stop;
    private final Settings settings;
    private final BooleanSupplier endTrade;
    private final Miscounted miscounted;
    private final CutView view;
    private final long startedNanos = System.nanoTime();

    /**
     * @param home keeps what is told of counts
     * @param endTrade ends what is written into totesys from here, and says whether there was anything
     */
    Following(LocalJob job, Path home, Screen screen, StopSignal stop, Settings settings, BooleanSupplier endTrade) {
        this.job = job;
        this.board = Board.ofThisJvm();
        this.miscounted = new Miscounted(home);
        this.screen = screen;
        this.stop = stop;
        this.settings = settings;
        this.endTrade = endTrade;
        this.view = new CutView(board, screen, miscounted::put);
    }

    /**
     * Follows.
     *
     * @param isBounded whether the first cut is enough
     * @return the exit code of the program
     */
    int follow(boolean isBounded) throws InterruptedException {
        while (!stop.isGivenWithin(LOOK_MILLIS) && !job.hasEnded() && !(isBounded && view.hasCut())) {
            view.update();
        }
        view.update();
        List<String> left = isBounded && view.hasCut() ? TableLines.stopped(board) : List.of();
        stop();
        // The last publish is made while the job stops: it may be what fails.
        Optional<String> failure = job.failure();
        if (failure.isPresent()) {
            screen.error("The job failed: " + failure.get());
            return 1;
        }
        screen.print("In the raw zone, after %,d s:".formatted((System.nanoTime() - startedNanos) / 1_000_000_000L));
        screen.print(TableLines.of(board));
        tellWarehouse();
        return exitCode(left);
    }

    /** @param left tables that a bounded run has left out */
    private int exitCode(List<String> left) {
        if (left.isEmpty()) {
            return 0;
        }
        screen.error("Not loaded: %s; all other tables are, and the log says why".formatted(String.join(", ", left)));
        return 1;
    }

    /** What was traded last is in a cut before the job stops: so a home at rest is complete. */
    private void awaitLastCut() throws InterruptedException {
        long ended = System.currentTimeMillis();
        long deadline = System.nanoTime() + LAST_CUT_NANOS;
        while (!job.hasEnded() && view.finishedCut() <= ended && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private void tellWarehouse() {
        if (settings.warehouse() == null) {
            return;
        }
        try {
            screen.print("In the warehouse:");
            screen.print(StatusLines.of(StatusReader.read(settings, miscounted.tables())));
        } catch (UserException e) {
            screen.error(String.valueOf(e.getMessage()));
        }
    }

    private void stop() throws InterruptedException {
        if (job.hasEnded()) {
            return;
        }
        screen.print("Stopping behind a savepoint");
        if (endTrade.getAsBoolean()) {
            awaitLastCut();
        }
        try {
            job.stop();
        } catch (EnvironmentException e) {
            screen.error(e.getMessage() + "; the log says why, and the next run carries on from the last checkpoint");
        }
    }
}
