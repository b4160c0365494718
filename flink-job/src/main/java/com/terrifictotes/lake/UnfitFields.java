package com.terrifictotes.lake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.Row;
import java.time.format.DateTimeFormatter;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds the values that fit no type of Parquet: a numeric that is NaN or infinite, and a timestamp after
 * {@link Row#LATEST_MICROS}.
 */
final class UnfitFields {

    private static final Set<Kind> MAY_NOT_FIT = EnumSet.of(Kind.DECIMAL, Kind.TIMESTAMP, Kind.INSTANT);

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("u-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private final List<Column> columns;
    private final int[] candidates;

    UnfitFields(List<Column> columns) {
        this.columns = columns;
        this.candidates = IntStream.range(0, columns.size())
                .filter(field -> MAY_NOT_FIT.contains(kind(field)))
                .toArray();
    }

    /** Those of a row. */
    Unfit of(Row row) {
        for (int field : candidates) {
            if (!fits(row, field)) {
                return collect(row);
            }
        }
        return Unfit.NONE;
    }

    private Unfit collect(Row row) {
        BitSet fields = new BitSet();
        ObjectNode texts = JsonNodeFactory.instance.objectNode();
        for (int field : candidates) {
            if (!fits(row, field)) {
                fields.set(field);
                texts.put(columns.get(field).name(), text(row, field));
            }
        }
        return new Unfit(fields, texts.toString());
    }

    private boolean fits(Row row, int field) {
        if (row.isNull(field)) {
            return true;
        }
        return kind(field) == Kind.DECIMAL ? row.isNumber(field) : row.hasEpochMicros(field);
    }

    private String text(Row row, int field) {
        return switch (kind(field)) {
            case DECIMAL -> row.notANumber(field);
            case INSTANT -> TIMESTAMP.format(row.dateTime(field)) + "+00";
            default -> TIMESTAMP.format(row.dateTime(field));
        };
    }

    private Kind kind(int field) {
        return columns.get(field).type().kind();
    }
}
