package com.terrifictotes.catalog;

import java.time.LocalDate;
import java.time.Month;
import java.time.Year;

/** A day as totesys writes it in text: {@code yyyy-mm-dd}, of the years 0001 to 9999, and nothing else. */
final class DateText {

    /** What is told instead of a day if the text is none. */
    static final long NO_DATE = Long.MIN_VALUE;

    private static final int LENGTH = 10;
    private static final int NO_NUMBER = -1;

    private DateText() {}

    /** The day since 1970-01-01, or {@link #NO_DATE}. Nothing is made of a text that is a day: there are millions. */
    static long epochDay(Row row, int field) {
        if (row.length(field) != LENGTH) {
            return NO_DATE;
        }
        byte[] bytes = row.tuple();
        int at = row.start(field);
        boolean isSeparated = bytes[at + 4] == '-' && bytes[at + 7] == '-';
        int year = number(bytes, at, 4);
        int month = number(bytes, at + 5, 2);
        int day = number(bytes, at + 8, 2);
        return isSeparated && isDay(year, month, day)
                ? LocalDate.of(year, month, day).toEpochDay()
                : NO_DATE;
    }

    private static boolean isDay(int year, int month, int day) {
        return year >= 1
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= Month.of(month).length(Year.isLeap(year));
    }

    private static int number(byte[] bytes, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return NO_NUMBER;
            }
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }
}
