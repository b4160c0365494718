package com.terrifictotes.warehouse;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.jspecify.annotations.Nullable;

/**
 * So much of totesys does not fit that it is not a row that is wrong, but the source. Nothing of the cut is seen; what was
 * staged of it waits for the next cut. Starting the same job again by itself would not help: Flink ends it instead.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class QuarantineLimitException extends IOException {

    private static final long serialVersionUID = 1;

    QuarantineLimitException(@Nullable Long cut, List<String> tooMuch, QuarantineLimit limit) {
        super(
                "Cannot publish the cut of %s: too much does not fit the star:%n  - %s%nexpected at most %s of a table (Pipeline: quarantine.max-share). The warehouse stays as it is; all rows are in the raw zone, those that do not fit also in etl.stage_quarantine and in the quarantine of the processed zone. Put them right in totesys and start the job again from its newest checkpoint; or let them stay in quarantine: allow a greater share"
                        .formatted(
                                cut == null ? "nothing" : Instant.ofEpochMilli(cut),
                                String.join("%n  - ".formatted(), tooMuch),
                                limit.percent()));
    }
}
