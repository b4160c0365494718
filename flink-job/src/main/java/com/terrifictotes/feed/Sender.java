package com.terrifictotes.feed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one batch at a time, on a thread of its own: nobody waits for the stream. */
final class Sender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private final FeedStream stream;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Sender::thread);
    private final Pause pause = new Pause();

    Sender(FeedStream stream) {
        this.stream = stream;
    }

    /**
     * What became of a batch.
     *
     * @param taken letters that are in the stream
     * @param again how many are not, or may not be
     * @param failure if trying again cannot help
     */
    record Outcome(List<Letter> taken, int again, @Nullable RuntimeException failure) {

        Outcome {
            taken = List.copyOf(taken);
        }
    }

    /**
     * Sends a batch, after a pause if the last one did not go well.
     *
     * @param batch of changes, no two of the same row
     * @param done is told the outcome, on another thread
     */
    void send(List<Letter> batch, Consumer<Outcome> done) {
        thread.execute(() -> tell(outcome(batch), done));
    }

    /** Gives up what is on its way. */
    @Override
    public void close() {
        thread.shutdownNow();
        stream.close();
    }

    private static void tell(Outcome outcome, Consumer<Outcome> done) {
        try {
            done.accept(outcome);
        } catch (RejectedExecutionException e) {
            LOG.debug("Whoever sent the changes has ended", e);
        }
    }

    private Outcome outcome(List<Letter> batch) {
        try {
            Thread.sleep(pause.current().toMillis());
            return outcome(batch, stream.send(batch.stream().map(Letter::record).toList()));
        } catch (IOException e) {
            tellOnce(e);
            pause.nothingTaken();
            return new Outcome(List.of(), batch.size(), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(List.of(), batch.size(), null);
        } catch (RuntimeException e) {
            return new Outcome(List.of(), batch.size(), e);
        }
    }

    private Outcome outcome(List<Letter> batch, BitSet places) {
        List<Letter> taken = new ArrayList<>();
        places.stream().forEach(place -> taken.add(batch.get(place)));
        if (taken.size() == batch.size()) {
            pause.allTaken();
        } else if (taken.isEmpty()) {
            pause.nothingTaken();
        } else {
            pause.someTaken();
        }
        return new Outcome(taken, batch.size() - taken.size(), null);
    }

    /** The metrics tell of the rest. */
    private void tellOnce(IOException failure) {
        if (pause.current().compareTo(Pause.LONGEST) < 0) {
            LOG.warn("Changes wait to be sent: {}", failure.getMessage());
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "feed");
        thread.setDaemon(true);
        return thread;
    }
}
