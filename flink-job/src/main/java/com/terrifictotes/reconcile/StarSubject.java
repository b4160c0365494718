package com.terrifictotes.reconcile;

import com.terrifictotes.catalog.Misfit;
import com.terrifictotes.catalog.Projection;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.Sql;
import com.terrifictotes.catalog.StarColumn;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.StarTable.Role;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.catalog.ValueText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A fact or a dimension of the warehouse: its current rows, in the columns of the contract. */
final class StarSubject implements Subject {

    private final StarTable star;
    private final String namespace;
    private final TableSchema source;
    private final @Nullable OtherTable other;
    private final Projection projection;
    private final TableSchema rows;

    private StarSubject(StarTable star, String namespace, TableSchema source, @Nullable OtherTable other) {
        this.star = star;
        this.namespace = namespace;
        this.source = source;
        this.other = other;
        this.projection = Projection.ofSource(star, source);
        this.rows = new TableSchema(
                star.name(), star.columns().stream().map(StarColumn::column).toList(), List.of(star.key()));
    }

    /** @throws IllegalArgumentException if totesys has not what the table is made of */
    static StarSubject of(StarTable star, SourceCatalog catalog) {
        OtherTable other = star.lookup()
                .map(lookup -> OtherTable.of(star, lookup, catalog))
                .orElse(null);
        return new StarSubject(star, catalog.namespace(), table(catalog, star.source()), other);
    }

    static TableSchema table(SourceCatalog catalog, String name) {
        return catalog.table(name)
                .orElseThrow(() -> new IllegalArgumentException("Cannot find a table of totesys: " + name));
    }

    @Override
    public Copy copy() {
        return Copy.WAREHOUSE;
    }

    @Override
    public TableSchema rows() {
        return rows;
    }

    @Override
    public OrderedRows<Original> expected(Connection totesys, Selection selection) throws SQLException {
        OtherTable.Rows others = other == null ? null : other.read(totesys, namespace);
        SourceRows written = SourceRows.of(totesys, namespace, source, selection);
        int[] keyIndexes = source.keyIndexes();
        return new OriginalRows(written, row -> {
            Key key = Key.of(source, keyIndexes, row.row());
            return others == null
                    ? new Original(key, row.row(), row.xid(), Original.NO_OTHER, expectation(row.row()))
                    : joined(key, row, others);
        });
    }

    @Override
    public OrderedRows<Row> shown(View view, Selection selection) throws SQLException {
        String columns = rows.columns().stream()
                .map(column -> Sql.identifier(column.name()))
                .collect(Collectors.joining(", "));
        String current = star.role() == Role.FACT ? "is_current" : "NOT is_deleted AND NOT is_inferred";
        return CopiedRows.of(
                view.warehouse(),
                "SELECT %s FROM %s WHERE %s AND %s ORDER BY %s"
                        .formatted(
                                columns,
                                Sql.table("public", star.name()),
                                current,
                                selection.condition(rows),
                                Key.order(rows)));
    }

    private Expectation expectation(Row row) {
        RowBuilder shown = new RowBuilder();
        List<Misfit> misfits = projection.append(row, shown);
        return misfits.isEmpty()
                ? new Expectation.Shown(shown.build())
                : new Expectation.Quarantined(OtherTable.lines(source, row, misfits));
    }

    private Original joined(Key key, SourceRows.Written row, OtherTable.Rows others) {
        OtherTable.Joined joined = others.join(star, row.row(), expectation(row.row()), source);
        return new Original(key, row.row(), row.xid(), joined.xid(), joined.expectation());
    }

    @Override
    public String keyText(Row row) {
        return ValueText.key(source, row);
    }
}
