package com.terrifictotes.dimension;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.stream.Stream;

/** The days of the calendar, as the star has them. */
final class Days {

    /** The first day that Postgres has: the one its Julian days are counted from, in the midst of a year. */
    private static final LocalDate EARLIEST = LocalDate.of(-4713, 11, 24);

    private Days() {}

    /** The year of a day, as Postgres counts: there is no year 0. */
    static int year(long epochDay) {
        int year = LocalDate.ofEpochDay(epochDay).getYear();
        return year > 0 ? year : year - 1;
    }

    /**
     * Every day of a year that Postgres has, in order, of the shape {@link com.terrifictotes.catalog.StarTable#rows()}.
     *
     * @param year as Postgres counts
     */
    static Stream<Row> of(int year) {
        LocalDate first = LocalDate.of(year > 0 ? year : year + 1, 1, 1);
        return first.datesUntil(first.plusYears(1))
                .filter(day -> !day.isBefore(EARLIEST))
                .map(day -> row(day, year));
    }

    private static Row row(LocalDate day, int year) {
        return new RowBuilder()
                .date(day)
                .int32(year)
                .int32(day.getMonthValue())
                .int32(day.getDayOfMonth())
                .int32(day.getDayOfWeek().getValue())
                .text(day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                .text(day.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                .int32(day.get(IsoFields.QUARTER_OF_YEAR))
                .int32(1)
                .timestamp(Row.INFINITELY_EARLY)
                .bool(false)
                .build();
    }
}
