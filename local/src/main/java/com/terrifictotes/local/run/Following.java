package com.terrifictotes.local.run;

import com.terrifictotes.catalog.UserException;
import com.terrifictotes.job.Settings;
import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.flink.Board;
import com.terrifictotes.local.flink.LocalJob;
import java.util.Optional;

/** Follows a job on the screen until it is to stop, and stops it. */
final class Following {

    private static final long LOOK_MILLIS = 100;

    private final LocalJob job;
    private final Board board;
    private final Screen screen;
    private final StopSignal stop;
    private final Settings settings;
    private final CutView view;
    private final long startedNanos = System.nanoTime();

    Following(LocalJob job, Board board, Screen screen, StopSignal stop, Settings settings) {
        this.job = job;
        this.board = board;
        this.screen = screen;
        this.stop = stop;
        this.settings = settings;
        this.view = new CutView(board, screen);
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
        Optional<String> failure = job.failure();
        if (failure.isPresent()) {
            screen.error("The job failed: " + failure.get());
            return 1;
        }
        stop();
        screen.print("In the raw zone, after %,d s:".formatted((System.nanoTime() - startedNanos) / 1_000_000_000L));
        screen.print(TableLines.of(board));
        tellWarehouse();
        return 0;
    }

    private void tellWarehouse() {
        if (settings.warehouse() == null) {
            return;
        }
        try {
            screen.print("In the warehouse:");
            screen.print(StatusLines.of(StatusReader.read(settings)));
        } catch (UserException e) {
            screen.error(String.valueOf(e.getMessage()));
        }
    }

    private void stop() {
        if (job.hasEnded()) {
            return;
        }
        screen.print("Stopping behind a savepoint");
        try {
            job.stop();
        } catch (EnvironmentException e) {
            screen.error(e.getMessage() + "; the next run carries on from the last checkpoint");
        }
    }
}
