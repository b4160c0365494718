package com.terrifictotes.warehouse;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How much of a table of totesys may be in quarantine before that is taken for a fault of the whole.
 *
 * @param maxShare of the rows of a table: 0 for not a single one, 1 for all
 */
public record QuarantineLimit(BigDecimal maxShare) implements Serializable {

    /** So few rows are never too many, however small the table is. */
    public static final long ALWAYS_ALLOWED = 20;

    public QuarantineLimit {
        if (maxShare.signum() < 0 || maxShare.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException(
                    "Cannot limit the quarantine to a share of %s, expected 0 to 1".formatted(maxShare));
        }
    }

    /** Any row may be in quarantine. */
    public static QuarantineLimit none() {
        return new QuarantineLimit(BigDecimal.ONE);
    }

    /** Whether so many rows are too many in a table that is large enough. */
    boolean mayBeTooMany(long quarantined) {
        boolean isTolerated = maxShare.signum() > 0 && quarantined <= ALWAYS_ALLOWED;
        return quarantined > 0 && !isTolerated && maxShare.compareTo(BigDecimal.ONE) < 0;
    }

    /** The least number of rows a table must have to bear so many; only if {@link #mayBeTooMany}, and the limit is not 0. */
    long rowsToBear(long quarantined) {
        return BigDecimal.valueOf(quarantined)
                .divide(maxShare, 0, RoundingMode.CEILING)
                .longValue();
    }

    /** Whether no table is large enough. */
    boolean allowsNone() {
        return maxShare.signum() == 0;
    }

    /** In per cent, without zeros that say nothing. */
    String percent() {
        return maxShare.movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }
}
