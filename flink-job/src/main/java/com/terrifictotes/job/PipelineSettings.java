package com.terrifictotes.job;

import static com.terrifictotes.job.OptionType.duration;

import com.terrifictotes.warehouse.QuarantineLimit;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What concerns the job as a whole.
 *
 * @param name identifies the pipeline, whatever job or attempt runs it
 * @param mode whether it ever ends
 * @param auditInterval from one comparison of totesys with the warehouse to the next; zero for none
 * @param quarantineMaxShare how much of a table of totesys may be in quarantine: 0 for not a single row, 1 for all
 */
public record PipelineSettings(String name, Mode mode, Duration auditInterval, BigDecimal quarantineMaxShare)
        implements Serializable {
    public static final String GROUP = "Pipeline";

    public static final Option<String> NAME = new Option<>(
            GROUP,
            "name",
            OptionType.text("1 to 64 letters, digits, dashes and underscores", Pattern.compile("[A-Za-z0-9_-]{1,64}")),
            "totes",
            "identifies the pipeline: keep it when the job is deployed again");

    public static final Option<Mode> MODE = new Option<>(
            GROUP,
            "mode",
            new OptionType<>("continuous or bounded", Mode::of, mode -> true),
            "continuous",
            "`continuous` follows the database until the job is stopped; `bounded` takes what is there and finishes");

    public static final Option<Duration> AUDIT_INTERVAL = new Option<>(
            GROUP,
            "audit.interval",
            duration(Duration.ZERO),
            "PT1H",
            "how often all of totesys is compared with the warehouse while the job runs; `PT0S` never");

    public static final Option<BigDecimal> QUARANTINE_MAX_SHARE = new Option<>(
            GROUP,
            "quarantine.max-share",
            OptionType.share(),
            "0.01",
            "how much of a table of totesys may be in quarantine: a publish to the warehouse that would bring more ends the job, and nothing of it is seen. Up to %d rows never do; 0 allows not a single one, 1 any number. `department`, which has no table of the star, is not counted"
                    .formatted(QuarantineLimit.ALWAYS_ALLOWED));

    static final List<Option<?>> OPTIONS = List.of(NAME, MODE, AUDIT_INTERVAL, QUARANTINE_MAX_SHARE);

    public PipelineSettings {
        NAME.check(name);
        AUDIT_INTERVAL.check(auditInterval);
        QUARANTINE_MAX_SHARE.check(quarantineMaxShare);
    }

    /** The same, without an end. */
    PipelineSettings following() {
        return new PipelineSettings(name, Mode.CONTINUOUS, auditInterval, quarantineMaxShare);
    }

    static PipelineSettings of(SettingsReader reader) {
        return new PipelineSettings(
                reader.value(NAME),
                reader.value(MODE),
                reader.value(AUDIT_INTERVAL),
                reader.value(QUARANTINE_MAX_SHARE));
    }
}
