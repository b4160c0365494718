package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.StarColumn;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.StarTable.Role;
import com.terrifictotes.local.pipeline.Texts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** The warehouse held against totesys and against the lake, row by row, when the job has caught up. */
final class StarComparison {

    private static final String FITS =
            " WHERE %s NOT IN (SELECT purchase_order_id FROM purchase_order WHERE agreed_delivery_date = 'soon')";

    private final Connection totesys;
    private final Connection warehouse;
    private final StarLake lake;

    StarComparison(Connection totesys, Connection warehouse, StarLake lake) {
        this.totesys = totesys;
        this.warehouse = warehouse;
        this.lake = lake;
    }

    /** Fails if the latest state of any table is not what totesys says, in any column of any row. */
    void requireCurrentIsSource() throws SQLException {
        for (var simple : StarQueries.SIMPLE.entrySet()) {
            requireSame(simple.getKey(), simple.getValue().query());
        }
        for (var joined : StarQueries.JOINED.entrySet()) {
            requireSame(joined.getKey(), joined.getValue().query());
        }
        for (var fact : StarQueries.FACTS.entrySet()) {
            requireSameFacts(fact.getKey(), fact.getValue());
        }
    }

    /** Fails if a version is in one of the two and not in the other, or twice in either. */
    void requireLakeIsWarehouse() throws SQLException {
        for (StarTable table : StarSchema.tables(Role.DIMENSION)) {
            requireSameVersions(table, table.name() + "_history", StarTable.VALID_FROM);
            requireSameDeletes(table, StarTable.VALID_FROM, deletedRows(table));
        }
        for (StarTable table : StarSchema.tables(Role.FACT)) {
            requireSameVersions(table, table.name() + " WHERE NOT is_deleted", StarTable.RECORDED_AT);
            requireSameDeletes(table, StarTable.RECORDED_AT, deletedFacts(table));
        }
        assertThat(lake.rows("SELECT * EXCLUDE (version, valid_from, is_deleted, \"table\", cut_date) FROM dim_date"))
                .as("dim_date in the lake")
                .containsExactlyInAnyOrderElementsOf(texts(warehouse, textsOf(StarSchema.DIM_DATE) + " FROM dim_date"));
    }

    /** Fails if facts are not the changes of the raw zone, version by version, but for what is in quarantine. */
    void requireFactsAreChanges() throws SQLException {
        for (var fact : StarQueries.FACTS.entrySet()) {
            StarTable table = StarSchema.table(fact.getKey());
            String date = fact.getValue().table().equals("payment") ? "payment_date" : "agreed_delivery_date";
            List<List<String>> changes =
                    lake.rows("SELECT %s, _version, epoch_us(_cut) FROM (SELECT * FROM %s WHERE %s <> 'soon')"
                            .formatted(
                                    fact.getValue().columns(), fact.getValue().table(), date));
            assertThat(changes)
                    .as("changes in the raw zone and versions of " + table.name())
                    .containsExactlyInAnyOrderElementsOf(
                            versions(table, table.name() + " WHERE NOT is_deleted", StarTable.RECORDED_AT));
            assertThat(lake.rows("SELECT %s, _version, epoch_us(_cut) FROM %s WHERE _op = 'delete'"
                            .formatted(fact.getValue().key(), fact.getValue().table())))
                    .as("deletes in the raw zone and deleted versions of " + table.name())
                    .containsExactlyInAnyOrderElementsOf(deletedFacts(table));
        }
        assertThat(
                        lake.rows(
                                "SELECT purchase_order_id, _version, epoch_us(_cut) FROM purchase_order WHERE agreed_delivery_date = 'soon'"))
                .as("changes in the raw zone that do not fit, and the quarantine")
                .containsExactlyInAnyOrderElementsOf(texts(warehouse, """
                        SELECT row_key, version::text, (extract(epoch FROM recorded_at) * 1000000)::bigint::text
                        FROM etl.quarantine WHERE table_name = 'purchase_order' AND column_name = 'agreed_delivery_date'"""));
    }

    /** Versions of a table of the warehouse: contract columns, version, instant in microseconds. */
    List<List<String>> versions(StarTable table, String from, String instant) throws SQLException {
        return texts(
                warehouse,
                "%s, version::text, (extract(epoch FROM %s) * 1000000)::bigint::text FROM %s"
                        .formatted(textsOf(table), instant, from));
    }

    private void requireSameVersions(StarTable table, String there, String instant) throws SQLException {
        String inLake = "SELECT %s, version, epoch_us(%s) FROM %s WHERE NOT is_deleted"
                .formatted(names(table), instant, table.name());
        assertThat(lake.rows(inLake))
                .as("versions of %s in the lake and in the warehouse", table.name())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(versions(table, there, instant));
    }

    private void requireSameDeletes(StarTable table, String instant, List<List<String>> there) throws SQLException {
        assertThat(lake.rows("SELECT %s, version, epoch_us(%s) FROM %s WHERE is_deleted"
                        .formatted(table.key(), instant, table.name())))
                .as("deleted versions of %s in the lake and in the warehouse", table.name())
                .containsExactlyInAnyOrderElementsOf(there);
    }

    private List<List<String>> deletedFacts(StarTable table) throws SQLException {
        return texts(
                warehouse,
                "SELECT %s::text, version::text, (extract(epoch FROM recorded_at) * 1000000)::bigint::text FROM %s WHERE is_deleted"
                        .formatted(table.key(), table.name()));
    }

    /** There are no rows of them in the history: each ends the version before, and none begins there. */
    private List<List<String>> deletedRows(StarTable table) throws SQLException {
        return texts(warehouse, """
                SELECT %2$s::text, (version + 1)::text, (extract(epoch FROM valid_to) * 1000000)::bigint::text
                FROM (SELECT *, lead(valid_from) OVER (PARTITION BY %2$s ORDER BY version) AS next FROM %1$s_history) h
                WHERE valid_to < 'infinity' AND valid_to IS DISTINCT FROM next""".formatted(table.name(), table.key()));
    }

    private void requireSame(String dimension, String query) throws SQLException {
        assertThat(json(
                        warehouse,
                        "SELECT %s FROM %s WHERE NOT is_deleted"
                                .formatted(names(StarSchema.table(dimension)), dimension)))
                .as("%s and totesys", dimension)
                .containsExactlyInAnyOrderElementsOf(json(totesys, query));
    }

    /** A purchase that does not fit just now shows its last version that did. */
    private void requireSameFacts(String fact, StarQueries.Source source) throws SQLException {
        StarTable table = StarSchema.table(fact);
        boolean mayNotFit = source.table().equals("purchase_order");
        List<String> there = json(totesys, source.query() + (mayNotFit ? FITS.formatted(source.key()) : ""));
        String keys = texts(
                        totesys,
                        "SELECT %1$s FROM %2$s".formatted(source.key(), source.table())
                                + (mayNotFit ? FITS.formatted(source.key()) : ""))
                .stream()
                .map(row -> row.get(0))
                .collect(Collectors.joining(", "));
        String query = "SELECT %s FROM current_%s WHERE %s IN (%s)".formatted(names(table), fact, source.key(), keys);
        assertThat(json(warehouse, query))
                .as("current_%s and totesys", fact)
                .containsExactlyInAnyOrderElementsOf(there);
        assertThat(texts(totesys, "SELECT %s::text FROM %s".formatted(source.key(), source.table())))
                .as("keys of totesys, and those of current_%s", fact)
                .containsAll(texts(warehouse, "SELECT %s::text FROM current_%s".formatted(source.key(), fact)));
    }

    private static List<String> json(Connection connection, String query) throws SQLException {
        return texts(connection, "SELECT to_jsonb(q)::text FROM (" + query + ") q").stream()
                .map(row -> row.get(0))
                .toList();
    }

    private static List<List<String>> texts(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return Texts.of(rows);
        }
    }

    private static String names(StarTable table) {
        return String.join(", ", table.columns().stream().map(StarColumn::name).toList());
    }

    private static String textsOf(StarTable table) {
        return "SELECT "
                + String.join(
                        ", ",
                        table.columns().stream()
                                .map(column -> column.name() + "::text")
                                .toList());
    }
}
