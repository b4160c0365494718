package com.terrifictotes.local.run;

import com.terrifictotes.local.run.Status.TableStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A status as lines of text. */
final class StatusLines {

    private static final String FORMAT = "  %-22s %12s %12s   %s%n";

    private StatusLines() {}

    static String of(Status status) {
        StringBuilder lines = new StringBuilder("Pipeline %s%n".formatted(status.pipeline()));
        lines.append(FORMAT.formatted("table", "rows", "versions", "last publish"));
        for (TableStatus table : status.tables()) {
            lines.append(FORMAT.formatted(
                    table.table(),
                    "%,d".formatted(table.rows()),
                    "%,d".formatted(table.versions()),
                    moment(table.lastPublish())));
        }
        return lines + quarantine(status) + freshness(status) + miscounted(status) + problems(status);
    }

    private static String quarantine(Status status) {
        if (status.quarantined().isEmpty()) {
            return "";
        }
        String rows = status.quarantined().entrySet().stream()
                .map(table -> "%,d of %s".formatted(table.getValue(), table.getKey()))
                .collect(Collectors.joining(", "));
        return "Rows of totesys that do not fit the star: %s. SELECT * FROM etl.open_quarantine says why.%n"
                .formatted(rows);
    }

    /** In one sentence, how fresh a warehouse is. */
    static String freshness(Status status) {
        if (status.completeTo() == null) {
            return "Nothing is published yet.";
        }
        String sentence = "The warehouse holds everything up to the cut of %s".formatted(moment(status.completeTo()));
        Double behind = status.behindSeconds();
        return behind == null ? sentence + "." : "%s, %s behind totesys.".formatted(sentence, length(behind));
    }

    private static String miscounted(Status status) {
        if (status.miscounted().isEmpty()) {
            return "";
        }
        return "%nNot as many rows known as totesys has: %s. The log of the run has both numbers, ./local/totes reconcile tells which."
                .formatted(String.join(", ", status.miscounted()));
    }

    private static String problems(Status status) {
        if (status.problems().isEmpty()) {
            return "";
        }
        return "%nNot as the job needs it, so that what is made of it stands still:%n  - %s"
                .formatted(String.join("%n  - ".formatted(), status.problems()));
    }

    private static String moment(@Nullable Instant instant) {
        return instant == null
                ? "never"
                : instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static String length(double seconds) {
        Duration behind = Duration.ofMillis(Math.round(Math.max(0, seconds) * 1000));
        if (behind.toMinutes() < 2) {
            return "%.1f s".formatted(behind.toMillis() / 1000.0);
        }
        return behind.toHours() < 2
                ? "%,d min".formatted(behind.toMinutes())
                : "%,d h %d min".formatted(behind.toHours(), behind.toMinutesPart());
    }
}
