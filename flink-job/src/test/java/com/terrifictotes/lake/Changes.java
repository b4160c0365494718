package com.terrifictotes.lake;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.ChangeKey;
import com.terrifictotes.change.Operation;
import com.terrifictotes.change.RowVersion;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tables, changes and files for tests. */
final class Changes {

    static final Instant FRIDAY = Instant.parse("2024-11-15T14:20:52.186Z");

    /** Eight columns, as many tables of totesys have. */
    static final TableSchema PAYMENT = new TableSchema(
            "payment",
            List.of(
                    Column.of("payment_id", ColumnType.of(Kind.INT32), false),
                    Column.of("created_at", ColumnType.of(Kind.TIMESTAMP), false),
                    Column.of("transaction_id", ColumnType.of(Kind.INT32), false),
                    Column.of("counterparty_id", ColumnType.of(Kind.INT32), false),
                    Column.of("payment_amount", ColumnType.decimal(10, 2), false),
                    Column.of("currency_id", ColumnType.of(Kind.INT32), false),
                    Column.of("paid", ColumnType.of(Kind.BOOLEAN), false),
                    Column.of("payment_date", ColumnType.of(Kind.TEXT), false)),
            List.of("payment_id"));

    private Changes() {}

    /** A table of a key and one column named {@code value}. */
    static TableSchema table(String name, ColumnType value) {
        return new TableSchema(
                name,
                List.of(Column.of("id", ColumnType.of(Kind.INT32), false), Column.of("value", value, true)),
                List.of("id"));
    }

    static Change payment(int id) {
        Row row = new RowBuilder()
                .int32(id)
                .timestamp(1_730_000_000_000_000L + id * 61_001_000L)
                .int32(id)
                .int32(id % 20)
                .decimal(BigDecimal.valueOf(100_00 + id * 7919L % 9_000_000, 2))
                .int32(id % 3)
                .bool(id % 2 == 0)
                .text("2024-11-" + (10 + id % 20))
                .build();
        return insert(PAYMENT, FRIDAY, row);
    }

    static Change insert(TableSchema table, Instant cut, Row row) {
        return change(table, Operation.INSERT, 1, cut, row);
    }

    static Change delete(TableSchema table, int number, Instant cut, Row key) {
        RowVersion gone = RowVersion.gone(ChangeKey.of(table, key), cut.toEpochMilli(), key);
        return new Change(Operation.DELETE, number, gone);
    }

    static Change change(TableSchema table, Operation operation, int number, Instant cut, Row row) {
        return new Change(
                operation, number, new RowVersion(ChangeKey.of(table, row), cut.toEpochMilli(), 4_294_967_295L, row));
    }

    /** Changes of a table of a key and a value, with keys 1, 2, 3, ... */
    static List<Change> inserts(TableSchema table, Row... values) {
        List<Change> changes = new ArrayList<>();
        for (Row value : values) {
            Row row = new RowBuilder().int32(changes.size() + 1).copy(value, 0).build();
            changes.add(insert(table, FRIDAY, row));
        }
        return changes;
    }

    /** Writes changes to one file, as the sink does. */
    static void write(Path file, TableSchema table, Iterable<Change> changes) throws Exception {
        ZoneFiles.write(file, new RawFormat(), List.of(table), changes);
    }
}
