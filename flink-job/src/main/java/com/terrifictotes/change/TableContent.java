package com.terrifictotes.change;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.TableSchema;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What rows of a table say: the values that are not NULL, each under the name of its column. The order of the columns does
 * not count, nor the width of an integer. So a row says the same when its table is given a column it has no value in, or
 * an integer becomes wider; and something else when a column gets another name: whoever keeps rows by the names of their
 * columns has to get it again.
 */
final class TableContent {

    private final List<Field> fields;
    private final int bytesOfNames;

    /** Where a column is, and what it is called. */
    private static final class Field {
        private final int index;
        private final byte[] name;
        private final boolean isInteger;

        private Field(int index, Column column) {
            this.index = index;
            this.name = column.name().getBytes(StandardCharsets.UTF_8);
            this.isInteger = column.type().kind().isInteger();
        }
    }

    private TableContent(List<Field> fields) {
        this.fields = fields;
        this.bytesOfNames = fields.stream().mapToInt(field -> field.name.length).sum();
    }

    static TableContent of(TableSchema table) {
        return new TableContent(IntStream.range(0, table.columns().size())
                .boxed()
                .sorted(Comparator.comparing(index -> table.columns().get(index).name()))
                .map(index -> new Field(index, table.columns().get(index)))
                .toList());
    }

    /** The fingerprint of names and values, lengths included. */
    Fingerprint fingerprint(Row row) {
        int most = bytesOfNames + fields.size() * (2 * Integer.BYTES + Long.BYTES) + row.tuple().length;
        ByteBuffer content = ByteBuffer.allocate(most);
        for (Field field : fields) {
            if (!row.isNull(field.index)) {
                content.putInt(field.name.length).put(field.name);
                putValue(field, row, content);
            }
        }
        return Fingerprint.of(content.array(), 0, content.position());
    }

    private static void putValue(Field field, Row row, ByteBuffer content) {
        if (field.isInteger) {
            content.putInt(Long.BYTES).putLong(row.integer(field.index));
        } else {
            int length = row.length(field.index);
            content.putInt(length).put(row.tuple(), row.start(field.index), length);
        }
    }
}
