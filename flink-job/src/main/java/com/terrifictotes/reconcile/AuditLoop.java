package com.terrifictotes.reconcile;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares totesys with the warehouse, waits, and compares again, until it is stopped. A failure is told and gone. */
final class AuditLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLoop.class);

    /** While it waits, totesys keeps what is deleted: no longer than a publish that has to try again may take. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private static final int TOLD = 5;

    private final Sides sides;
    private final Duration interval;
    private final AuditMetrics metrics;
    private @Nullable Reconciliation current;
    private boolean isStopped;

    AuditLoop(Sides sides, Duration interval, AuditMetrics metrics) {
        this.sides = sides;
        this.interval = interval;
        this.metrics = metrics;
    }

    @Override
    public void run() {
        try {
            while (true) {
                Thread.sleep(interval.toMillis());
                audit();
            }
        } catch (InterruptedException e) {
            LOG.debug("The audit of {} ends", sides.pipeline());
        }
    }

    /** Ends it soon; its thread is to be interrupted, too. */
    synchronized void stop() {
        isStopped = true;
        if (current != null) {
            current.interrupt();
        }
    }

    private void audit() throws InterruptedException {
        long began = System.nanoTime();
        try (Reconciliation comparison = begin()) {
            Report report = comparison.run(null);
            metrics.compared(report, Duration.ofNanos(System.nanoTime() - began));
            tell(report);
        } catch (SQLException | IOException | RuntimeException e) {
            requireGoingOn();
            metrics.failed();
            LOG.warn("The audit failed and is made again in {}: {}", interval, e.getMessage(), e);
        }
    }

    private synchronized Reconciliation begin() throws InterruptedException {
        requireGoingOn();
        current = new Reconciliation(sides, Patience.ofWait(LONGEST_WAIT), TOLD, Progress.SILENT);
        return current;
    }

    private synchronized void requireGoingOn() throws InterruptedException {
        if (isStopped) {
            throw new InterruptedException("The audit is stopped");
        }
    }

    private static void tell(Report report) {
        if (report.mismatches() == 0) {
            LOG.info(
                    "Audit: the warehouse is as totesys was at {}, looked at by the cut of {}",
                    report.snapshot(),
                    report.cut());
            return;
        }
        LOG.error(
                "Audit: the warehouse is not as totesys was at {}: {} keys differ by the cut of {}; ./local/totes reconcile --properties FILE tells all of it",
                report.snapshot(),
                report.mismatches(),
                report.cut());
        report.tables().stream()
                .filter(table -> table.mismatches() > 0)
                .forEach(table -> LOG.error(
                        "Audit: {}: {} keys differ, the first: {}",
                        table.table(),
                        table.mismatches(),
                        String.join(
                                "; ",
                                table.first().stream()
                                        .map(Difference::withoutValues)
                                        .toList())));
    }
}
