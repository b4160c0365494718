package com.terrifictotes.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.catalog.ValueText;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.Operation;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;

/** Changes of a table as JSON: {@code docs/feed.schema.json} says what that is. */
final class FeedJson {

    /** The form of today. A reader of it can read every later form of the same number: members may be added, no more. */
    static final int SCHEMA = 1;

    /** What a stream takes at most, key and change together: 1 MiB. */
    static final int MOST_BYTES = 1 << 20;

    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final TableSchema table;
    private final int[] keyFields;
    private final int[] allFields;

    FeedJson(TableSchema table) {
        this.table = table;
        this.keyFields = table.keyIndexes();
        this.allFields = IntStream.range(0, table.columns().size()).toArray();
    }

    /** The change; if it is too large, without the row, and says so. */
    FeedRecord record(Change change) {
        FeedRecord whole = record(change, json -> writeRow(change, json));
        int size = whole.size();
        return size <= MOST_BYTES ? whole : record(change, json -> writeTooLarge(size, json));
    }

    private FeedRecord record(Change change, Part row) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            writeHead(change, json);
            if (change.operation() != Operation.DELETE) {
                row.write(json);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write a change of %s as JSON".formatted(table.name()), e);
        }
        return new FeedRecord(partitionKey(change), text.toString());
    }

    private void writeHead(Change change, JsonGenerator json) throws IOException {
        json.writeNumberField("schema", SCHEMA);
        json.writeStringField("table", table.name());
        json.writeFieldName("key");
        writeFields(keyFields, change.version().row(), json);
        json.writeNumberField("version", change.number());
        json.writeStringField("op", change.operation().label());
        json.writeStringField(
                "cut", MILLIS.format(Instant.ofEpochMilli(change.version().cut())));
    }

    private void writeRow(Change change, JsonGenerator json) throws IOException {
        json.writeFieldName("row");
        writeFields(allFields, change.version().row(), json);
    }

    private static void writeTooLarge(int size, JsonGenerator json) throws IOException {
        json.writeBooleanField("row_too_large", true);
        json.writeNumberField("bytes", size);
    }

    private void writeFields(int[] fields, Row row, JsonGenerator json) throws IOException {
        List<Column> columns = table.columns();
        json.writeStartObject();
        for (int field : fields) {
            Column column = columns.get(field);
            json.writeFieldName(column.name());
            FeedValue.write(column.type(), row, field, json);
        }
        json.writeEndObject();
    }

    /** Rows of one key are together, whatever else is with them. */
    private String partitionKey(Change change) {
        String key = table.name() + '/' + ValueText.key(table, change.version().row());
        return key.length() <= FeedRecord.LONGEST_KEY ? key : table.name() + '#' + DigestUtils.sha256Hex(key);
    }

    @FunctionalInterface
    private interface Part {
        void write(JsonGenerator json) throws IOException;
    }
}
