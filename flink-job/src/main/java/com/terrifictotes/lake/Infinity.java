package com.terrifictotes.lake;

import com.terrifictotes.catalog.Row;

/**
 * Infinite dates and timestamps. Parquet has none; the greatest integer and its negative, not the least integer, are
 * what DuckDB reads as infinite and every other engine as far beyond any date there is.
 */
final class Infinity {

    private Infinity() {}

    static int ofDay(int epochDay) {
        return epochDay == Integer.MIN_VALUE ? -Integer.MAX_VALUE : epochDay;
    }

    static long ofMicros(long epochMicros) {
        return epochMicros == Row.INFINITELY_EARLY ? -Row.INFINITELY_LATE : epochMicros;
    }
}
