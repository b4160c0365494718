package com.terrifictotes.reconcile;

import com.terrifictotes.catalog.Misfit;
import com.terrifictotes.catalog.Projection;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.StarTable.Lookup;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.catalog.ValueText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table that rows of a joined dimension refer to. It is held in memory as a whole: departments, addresses. */
final class OtherTable {

    private final TableSchema table;
    private final Projection projection;
    private final String foreignKey;

    private OtherTable(TableSchema table, Projection projection, String foreignKey) {
        this.table = table;
        this.projection = projection;
        this.foreignKey = foreignKey;
    }

    static OtherTable of(StarTable star, Lookup lookup, SourceCatalog catalog) {
        TableSchema table = StarSubject.table(catalog, lookup.table());
        return new OtherTable(table, Projection.ofLookup(star, table), lookup.foreignKey());
    }

    /** Reads all of it. */
    Rows read(Connection totesys, String namespace) throws SQLException {
        Map<Long, Other> others = new HashMap<>();
        int key = table.keyIndexes()[0];
        try (SourceRows rows = SourceRows.of(totesys, namespace, table, Selection.ALL)) {
            for (SourceRows.Written row = rows.next(); row != null; row = rows.next()) {
                others.put(row.row().integer(key), other(row));
            }
        }
        return new Rows(foreignKey, others);
    }

    private Other other(SourceRows.Written row) {
        RowBuilder shown = new RowBuilder();
        List<Misfit> misfits = projection.append(row.row(), shown);
        return misfits.isEmpty()
                ? new Other(row.xid(), shown.build(), List.of())
                : new Other(row.xid(), null, lines(table, row.row(), misfits));
    }

    /** What has to be in quarantine of a row. */
    static List<Expectation.Line> lines(TableSchema table, Row row, List<Misfit> misfits) {
        String key = ValueText.key(table, row);
        return misfits.stream()
                .map(misfit -> new Expectation.Line(table.name(), key, misfit))
                .toList();
    }

    /** @param shown null if the row does not fit */
    private record Other(long xid, @Nullable Row shown, List<Expectation.Line> lines) {}

    /** What becomes of a row together with the one it refers to, and which transaction wrote that. */
    record Joined(long xid, Expectation expectation) {}

    /** All rows of the table at one snapshot. */
    record Rows(String foreignKey, Map<Long, Other> others) {

        Joined join(StarTable star, Row row, Expectation own, TableSchema source) {
            int field = source.index(foreignKey);
            if (row.isNull(field)) {
                Misfit misfit = new Misfit(foreignKey, null, "is NULL");
                return new Joined(Original.NO_OTHER, with(own, lines(source, row, List.of(misfit))));
            }
            Other other = others.get(row.integer(field));
            if (other == null) {
                return new Joined(Original.NO_OTHER, new Expectation.Anything());
            }
            return new Joined(other.xid, join(star, own, other));
        }

        private static Expectation join(StarTable star, Expectation own, Other other) {
            return own instanceof Expectation.Shown shown && other.shown != null
                    ? new Expectation.Shown(woven(star, shown.row(), other.shown))
                    : with(own, other.lines);
        }

        private static Expectation with(Expectation own, List<Expectation.Line> lines) {
            List<Expectation.Line> all = new ArrayList<>(lines);
            if (own instanceof Expectation.Quarantined quarantined) {
                all.addAll(0, quarantined.lines());
            }
            return new Expectation.Quarantined(all);
        }

        /** The fields of both sides in the order of the declaration. */
        private static Row woven(StarTable star, Row own, Row other) {
            RowBuilder row = new RowBuilder();
            int ownField = 0;
            int otherField = 0;
            for (var column : star.columns()) {
                if (column.isLookedUp()) {
                    row.copy(other, otherField++);
                } else {
                    row.copy(own, ownField++);
                }
            }
            return row.build();
        }
    }
}
