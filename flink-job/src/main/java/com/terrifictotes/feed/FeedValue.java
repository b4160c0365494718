package com.terrifictotes.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.ValueText;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.chrono.IsoEra;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Values as JSON, none of them changed by it: what a number of JSON may lose on its way is a text. */
final class FeedValue {

    private static final DateTimeFormatter MICROS = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR_OF_ERA, 4, 7, SignStyle.NOT_NEGATIVE)
            .appendPattern("-MM-dd'T'HH:mm:ss.SSSSSS")
            .toFormatter(Locale.ROOT);

    private FeedValue() {}

    static void write(ColumnType type, Row row, int field, JsonGenerator json) throws IOException {
        if (row.isNull(field)) {
            json.writeNull();
            return;
        }
        switch (type.kind()) {
            case INT16, INT32 -> json.writeNumber(row.integer(field));
            case FLOAT32 -> writeSingle(row.float32(field), json);
            case FLOAT64 -> writeDouble(row.float64(field), json);
            case BOOLEAN -> json.writeBoolean(row.bool(field));
            case TIMESTAMP -> json.writeString(moment(row, field, ""));
            case INSTANT -> json.writeString(moment(row, field, "Z"));
            case INT64, DECIMAL, TEXT, BYTES, DATE, TIME -> json.writeString(ValueText.of(type, row, field));
        }
    }

    private static void writeSingle(float value, JsonGenerator json) throws IOException {
        if (Float.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeString(Float.toString(value));
        }
    }

    private static void writeDouble(double value, JsonGenerator json) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeString(Double.toString(value));
        }
    }

    private static String moment(Row row, int field, String zone) {
        long micros = row.integer(field);
        if (micros == Row.INFINITELY_LATE || micros == Row.INFINITELY_EARLY) {
            return micros == Row.INFINITELY_LATE ? "infinity" : "-infinity";
        }
        LocalDateTime time = row.dateTime(field);
        return MICROS.format(time) + zone + (time.toLocalDate().getEra() == IsoEra.BCE ? " BC" : "");
    }
}
