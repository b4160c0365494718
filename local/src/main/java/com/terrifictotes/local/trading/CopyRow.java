package com.terrifictotes.local.trading;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Rows in Postgres' COPY text format, value by value; several rows are gathered before they are sent. */
final class CopyRow {
    private final StringBuilder text = new StringBuilder(1 << 17);
    private boolean first = true;
    private long dayOfText = Long.MIN_VALUE;
    private String textOfDay = "";

    CopyRow number(long value) {
        separate().append(value);
        return this;
    }

    CopyRow text(String value) {
        separate();
        for (int i = 0; i < value.length(); i++) {
            escape(value.charAt(i));
        }
        return this;
    }

    CopyRow nothing() {
        separate().append("\\N");
        return this;
    }

    CopyRow truth(boolean value) {
        separate().append(value ? 't' : 'f');
        return this;
    }

    CopyRow cents(long value) {
        separate().append(value / 100).append('.');
        digits(value % 100, 10);
        return this;
    }

    CopyRow day(long epochDay) {
        separate().append(textOf(epochDay));
        return this;
    }

    /** A timestamp without time zone, of milliseconds in UTC. */
    CopyRow time(long millis) {
        separate().append(textOf(BusinessHours.epochDay(millis))).append(' ');
        long ofDay = Math.floorMod(millis, BusinessHours.MILLIS_PER_DAY);
        digits(ofDay / 3_600_000, 10);
        text.append(':');
        digits(ofDay / 60_000 % 60, 10);
        text.append(':');
        digits(ofDay / 1_000 % 60, 10);
        text.append('.');
        digits(ofDay % 1_000, 100);
        return this;
    }

    void end() {
        text.append('\n');
        first = true;
    }

    int length() {
        return text.length();
    }

    /** What was gathered, which is forgotten. */
    byte[] take() {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        text.setLength(0);
        return bytes;
    }

    private StringBuilder separate() {
        if (!first) {
            text.append('\t');
        }
        first = false;
        return text;
    }

    private void escape(char character) {
        switch (character) {
            case '\\' -> text.append("\\\\");
            case '\t' -> text.append("\\t");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            default -> text.append(character);
        }
    }

    private void digits(long value, int highest) {
        for (int unit = highest; unit > 0; unit /= 10) {
            text.append((char) ('0' + value / unit % 10));
        }
    }

    private String textOf(long epochDay) {
        if (epochDay != dayOfText) {
            dayOfText = epochDay;
            textOfDay = LocalDate.ofEpochDay(epochDay).toString();
        }
        return textOfDay;
    }
}
