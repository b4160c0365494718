package com.terrifictotes.local.trading;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** When the company trades: weekdays from 08:00 to 18:59, one tick a minute. Times are UTC, in milliseconds. */
final class BusinessHours {
    static final int FIRST_MINUTE = 8 * 60;
    static final int CLOSING_MINUTE = 19 * 60;
    static final long MILLIS_PER_MINUTE = 60_000;
    static final long MILLIS_PER_DAY = 24 * 60 * MILLIS_PER_MINUTE;

    /** The first order of the company. */
    static final long FOUNDED = millis(LocalDateTime.of(2022, 11, 3, 14, 20, 52, 186_000_000));

    private BusinessHours() {}

    static boolean isWorkingDay(long epochDay) {
        return LocalDate.ofEpochDay(epochDay).getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
    }

    static boolean isOpen(long millis) {
        int minute = minuteOfDay(millis);
        return minute >= FIRST_MINUTE && minute < CLOSING_MINUTE && isWorkingDay(epochDay(millis));
    }

    /** The start of the minute itself if the company trades in it, else of the next one it trades in. */
    static long openMinuteFrom(long millis) {
        long minute = millis - Math.floorMod(millis, MILLIS_PER_MINUTE);
        if (isOpen(minute)) {
            return minute;
        }
        long day = epochDay(minute);
        if (minuteOfDay(minute) >= CLOSING_MINUTE) {
            day++;
        }
        while (!isWorkingDay(day)) {
            day++;
        }
        return day * MILLIS_PER_DAY + FIRST_MINUTE * MILLIS_PER_MINUTE;
    }

    static long epochDay(long millis) {
        return Math.floorDiv(millis, MILLIS_PER_DAY);
    }

    static int minuteOfDay(long millis) {
        return (int) (Math.floorMod(millis, MILLIS_PER_DAY) / MILLIS_PER_MINUTE);
    }

    static long millis(LocalDateTime time) {
        return time.toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
