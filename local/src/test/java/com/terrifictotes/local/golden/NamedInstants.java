package com.terrifictotes.local.golden;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Names for the instants of a run: {@code step N} for one alone, {@code cut N} for any in a span. */
final class NamedInstants {

    /** As Postgres and DuckDB write a timestamptz in UTC, or DuckDB a timestamp without a zone. */
    private static final Pattern INSTANT =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(\\+00)?");

    private static final DateTimeFormatter POSTGRES = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .optionalStart()
            .appendLiteral("+00")
            .optionalEnd()
            .toFormatter(java.util.Locale.ROOT);

    private final List<Span> spans = new ArrayList<>();

    private record Span(String name, LocalDateTime from, LocalDateTime to) {
        boolean holds(LocalDateTime instant) {
            return !instant.isBefore(from) && !instant.isAfter(to);
        }
    }

    /** Names one instant; names given first win. */
    void add(String name, LocalDateTime instant) {
        spans.add(0, new Span(name, instant, instant));
    }

    /** Names every instant of a span, its ends included, that has no other name. */
    void add(String name, LocalDateTime from, LocalDateTime to) {
        spans.add(new Span(name, from, to));
    }

    /** A text with names in place of the instants that have one. */
    String in(String text) {
        return INSTANT.matcher(text).replaceAll(this::name);
    }

    private String name(MatchResult found) {
        LocalDateTime instant = LocalDateTime.parse(found.group(), POSTGRES);
        return spans.stream()
                .filter(span -> span.holds(instant))
                .map(Span::name)
                .findFirst()
                .orElse(found.group());
    }

    /** Of an instant of a database. */
    static LocalDateTime utc(java.sql.Timestamp timestamp) {
        return LocalDateTime.ofInstant(timestamp.toInstant(), ZoneOffset.UTC);
    }
}
