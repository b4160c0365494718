package com.terrifictotes.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A value of totesys that does not fit the star.
 *
 * @param column of totesys; no column is without a name
 * @param value as Postgres shows it, at most {@value #LONGEST_VALUE} characters of it; null for NULL
 * @param reason what is wrong with it, so that it reads on behind the value: {@code is NULL}
 */
public record Misfit(String column, @Nullable String value, String reason) {

    static final int LONGEST_VALUE = 1000;

    /** In place of one: the row fits, although its version before did not. It ends what is told of those before. */
    public static final Misfit NONE = new Misfit("", null, "fits");
    /** In place of one: the row is gone, and did not fit. It ends what is told of the versions before. */
    public static final Misfit GONE = new Misfit("", null, "is gone");

    public Misfit {
        value = value == null ? null : shortened(value);
    }

    /**
     * The row of {@link StarSchema#QUARANTINE} that tells of it.
     *
     * @param table of totesys
     * @param key of the row, as text
     * @param version the number of the change
     * @param recordedAt the cut, in microseconds since 1970-01-01 UTC
     */
    public Row quarantined(String table, String key, int version, long recordedAt) {
        RowBuilder row = new RowBuilder()
                .text(table)
                .text(key)
                .int32(version)
                .text(column)
                .timestamp(recordedAt);
        return (value == null ? row.nothing() : row.text(value)).text(reason).build();
    }

    private static String shortened(String value) {
        if (value.length() <= LONGEST_VALUE) {
            return value;
        }
        boolean cutsCharacter = Character.isHighSurrogate(value.charAt(LONGEST_VALUE - 1));
        return value.substring(0, cutsCharacter ? LONGEST_VALUE - 1 : LONGEST_VALUE);
    }
}
