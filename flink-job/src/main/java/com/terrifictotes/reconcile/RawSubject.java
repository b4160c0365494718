package com.terrifictotes.reconcile;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.catalog.ValueText;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** A table of the raw zone: the latest change of each key, as totesys has the row. */
final class RawSubject implements Subject {

    private final String namespace;
    private final TableSchema table;
    private final RawZone zone;

    RawSubject(String namespace, TableSchema table, RawZone zone) {
        this.namespace = namespace;
        this.table = table;
        this.zone = zone;
    }

    @Override
    public Copy copy() {
        return Copy.RAW_ZONE;
    }

    @Override
    public TableSchema rows() {
        return table;
    }

    @Override
    public OrderedRows<Original> expected(Connection totesys, Selection selection) throws SQLException {
        int[] keyIndexes = table.keyIndexes();
        return new OriginalRows(
                SourceRows.of(totesys, namespace, table, selection),
                row -> new Original(
                        Key.of(table, keyIndexes, row.row()),
                        row.row(),
                        row.xid(),
                        Original.NO_OTHER,
                        new Expectation.Shown(row.row())));
    }

    @Override
    public OrderedRows<Row> shown(View view, Selection selection) throws SQLException, IOException {
        return zone.latest(table, view.cut());
    }

    @Override
    public String keyText(Row row) {
        return ValueText.key(table, row);
    }

    @Override
    public Flaws flaws(Instant cut) throws SQLException, IOException {
        return zone.flaws(table, cut);
    }
}
