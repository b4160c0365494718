package com.terrifictotes.local.star;

import com.terrifictotes.job.Settings;
import com.terrifictotes.local.lake.LatestRows;
import com.terrifictotes.local.lake.RawChanges;
import com.terrifictotes.reconcile.Difference;
import com.terrifictotes.reconcile.Patience;
import com.terrifictotes.reconcile.Progress;
import com.terrifictotes.reconcile.Reconciliation;
import com.terrifictotes.reconcile.Report;
import com.terrifictotes.reconcile.TableReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Totesys compared with the lake and the warehouse of a pipeline, as the command does it. */
final class Reconciled {

    private static final int LIMIT = 20;

    private Reconciled() {}

    /** While the pipeline runs. */
    static Report whileRunning(StarPipeline pipeline, Path room) throws Exception {
        return compare(pipeline, room, Patience.ofWait(Duration.ofMinutes(1)));
    }

    /** While nothing runs. */
    static Report atRest(StarPipeline pipeline, Path room) throws Exception {
        return compare(pipeline, room, Patience.atRest());
    }

    /** Every difference that is told, a line each. */
    static List<String> differences(Report report) {
        return report.tables().stream()
                .flatMap(table -> table.first().stream().map(difference -> line(table, difference)))
                .sorted()
                .toList();
    }

    private static Report compare(StarPipeline pipeline, Path room, Patience patience) throws Exception {
        Settings settings = pipeline.settings();
        try (Reconciliation comparison = new Reconciliation(settings.sides(), patience, LIMIT, Progress.SILENT);
                RawChanges changes = RawChanges.open(settings.lake().rawPath(), room)) {
            return comparison.run(new LatestRows(changes, LIMIT));
        }
    }

    private static String line(TableReport table, Difference difference) {
        StringBuilder line = new StringBuilder("%s %s %s: %s"
                .formatted(
                        table.copy().label(),
                        table.table(),
                        difference.key(),
                        difference.kind().label()));
        difference
                .values()
                .forEach(value ->
                        line.append(", %s %s instead of %s".formatted(value.column(), value.copy(), value.totesys())));
        return (difference.note().isEmpty() ? line : line.append(", ").append(difference.note())).toString();
    }
}
