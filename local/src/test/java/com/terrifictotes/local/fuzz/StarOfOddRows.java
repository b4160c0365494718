package com.terrifictotes.local.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.StarColumn;
import com.terrifictotes.catalog.StarColumn.Reading;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.StarTable.Lookup;
import com.terrifictotes.catalog.StarTable.Role;
import com.terrifictotes.local.pipeline.Texts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;

/** The warehouse held against totesys when the job has caught up: every row is published, or in quarantine. */
final class StarOfOddRows {

    private final Connection totesys;
    private final Connection warehouse;
    private long published;
    private long waiting;
    private long quarantined;

    StarOfOddRows(Connection totesys, Connection warehouse) throws SQLException {
        this.totesys = totesys;
        this.warehouse = warehouse;
        for (Connection connection : List.of(totesys, warehouse)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET TIME ZONE 'UTC'");
            }
        }
    }

    /** Tells of every row that is missing, altered, or told of wrongly. */
    void requireAll(SoftAssertions all) {
        for (String table : LooseTotesys.TABLES) {
            all.check(() -> requireQuarantine(table));
        }
        for (StarTable star : StarSchema.tables(Role.FACT)) {
            all.check(() -> requireShown(star, "current_" + star.name()));
            all.check(() -> requireReferences(star));
        }
        for (StarTable star : StarSchema.tables(Role.DIMENSION)) {
            all.check(() -> requireShown(
                    star, "(SELECT * FROM %s WHERE NOT is_inferred AND NOT is_deleted) d".formatted(star.name())));
        }
        all.check(this::requireCalendar);
    }

    String figures() {
        return "%,d rows published, %,d in quarantine, %,d waiting for what they look up"
                .formatted(published, quarantined, waiting);
    }

    /** Exactly what does not fit is in quarantine, column by column. */
    private void requireQuarantine(String table) {
        String key = key(table);
        String columns = FitOracle.misfits(table).entrySet().stream()
                .map(misfit -> "CASE WHEN %s THEN '%s' END".formatted(misfit.getValue(), misfit.getKey()))
                .collect(Collectors.joining(", "));
        List<List<String>> expected = texts(
                totesys,
                "SELECT %1$s::text, (SELECT string_agg(c, ',' ORDER BY c COLLATE \"C\") FROM unnest(ARRAY[%2$s]) c) FROM %3$s WHERE NOT (%4$s)"
                        .formatted(key, columns, table, FitOracle.fits(table)));
        assertThat(texts(warehouse, """
                        SELECT row_key, string_agg(column_name, ',' ORDER BY column_name COLLATE "C")
                        FROM etl.open_quarantine WHERE table_name = '%s' GROUP BY row_key""".formatted(table)))
                .as("%s in quarantine", table)
                .containsExactlyInAnyOrderElementsOf(expected);
        quarantined += quarantinedKeys(table).size();
    }

    /**
     * A row is published or in quarantine, never both, never neither; or it waits, of a dimension of two tables, for the
     * other row. Who is in quarantine or waits may show an earlier version.
     */
    private void requireEither(StarTable star, String shown) {
        String source = star.source();
        List<String> inQuarantine = quarantinedKeys(source);
        List<String> fitting = keys(totesys, expected(star, star.columns().subList(0, 1)));
        List<String> waits = keys(
                totesys, "SELECT %s::text FROM %s WHERE %s".formatted(key(source), source, FitOracle.fits(source)));
        waits.removeAll(fitting);
        List<String> upToDate = keys(warehouse, "SELECT %s::text FROM %s".formatted(star.key(), shown));
        upToDate.removeAll(inQuarantine);
        upToDate.removeAll(waits);
        assertThat(upToDate).as("keys of %s", star.name()).containsExactlyInAnyOrderElementsOf(fitting);
        assertThat(upToDate.size() + inQuarantine.size() + waits.size())
                .as("rows of %s published, in quarantine and waiting", source)
                .isEqualTo(keys(totesys, "SELECT %s::text FROM %s".formatted(key(source), source))
                        .size());
        published += upToDate.size();
        waiting += waits.size();
    }

    private List<String> quarantinedKeys(String table) {
        return keys(
                warehouse, "SELECT DISTINCT row_key FROM etl.open_quarantine WHERE table_name = '%s'".formatted(table));
    }

    /** Every row that fits is shown as it is; a row that does not may show an earlier version. */
    private void requireShown(StarTable star, String shown) {
        requireEither(star, shown);
        List<StarColumn> columns = star.columns().stream()
                .filter(column -> column.reading() != Reading.CURRENCY_NAME)
                .toList();
        Map<String, List<String>> there = new HashMap<>();
        for (List<String> row : texts(
                warehouse,
                "SELECT %s FROM %s"
                        .formatted(
                                columns.stream()
                                        .map(column -> RawComparison.shortened(column.name() + "::text"))
                                        .collect(Collectors.joining(", ")),
                                shown))) {
            there.put(row.get(0), row);
        }
        List<String> wrong = new ArrayList<>();
        for (List<String> row : texts(totesys, expected(star, columns))) {
            if (!row.equals(there.get(row.get(0)))) {
                wrong.add("%s, expected %s".formatted(there.get(row.get(0)), row));
            }
        }
        assertThat(wrong).as(star.name()).isEmpty();
        assertThat(texts(totesys, "SELECT %s::text FROM %s".formatted(key(star.source()), star.source())).stream()
                        .map(row -> row.get(0))
                        .toList())
                .as("keys of %s", star.name())
                .containsAll(there.keySet());
    }

    private static String expected(StarTable star, List<StarColumn> columns) {
        String values = columns.stream()
                .map(column -> RawComparison.shortened(FitOracle.value(column, column.isLookedUp() ? "l" : "s")))
                .collect(Collectors.joining(", "));
        String source = "(SELECT * FROM %s WHERE %s) s".formatted(star.source(), FitOracle.fits(star.source()));
        return star.lookup()
                .map(lookup -> "SELECT %s FROM %s JOIN %s".formatted(values, source, lookup(lookup)))
                .orElse("SELECT %s FROM %s".formatted(values, source));
    }

    private static String lookup(Lookup lookup) {
        return "(SELECT * FROM %1$s WHERE %2$s) l ON l.%3$s = s.%4$s"
                .formatted(lookup.table(), FitOracle.fits(lookup.table()), key(lookup.table()), lookup.foreignKey());
    }

    /** No fact is hidden by a dimension row that does not fit, or that is not there. */
    private void requireReferences(StarTable fact) {
        for (StarColumn column : fact.columns()) {
            Stream<String> dimension =
                    column.column().type().kind() == Kind.DATE ? Stream.of("dim_date") : column.dimension().stream();
            for (String name : dimension.toList()) {
                assertThat(texts(
                                warehouse,
                                "SELECT f.%1$s::text FROM %2$s f WHERE NOT EXISTS (SELECT FROM %3$s d WHERE d.%4$s = f.%1$s)"
                                        .formatted(
                                                column.name(),
                                                fact.name(),
                                                name,
                                                StarSchema.table(name).key())))
                        .as("rows of %s that %s.%s refers to and that are missing", name, fact.name(), column.name())
                        .isEmpty();
            }
        }
    }

    private void requireCalendar() {
        assertThat(texts(warehouse, """
                        SELECT date_id::text FROM dim_date
                        WHERE (year, month, day, day_of_week) IS DISTINCT FROM (extract(year FROM date_id),
                            extract(month FROM date_id), extract(day FROM date_id), extract(isodow FROM date_id))""")).as("days that are others").isEmpty();
    }

    private static String key(String table) {
        return table + "_id";
    }

    private static List<String> keys(Connection connection, String query) {
        return texts(connection, query).stream()
                .map(row -> row.get(0))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<List<String>> texts(Connection connection, String query) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return Texts.of(rows);
        } catch (SQLException e) {
            throw new AssertionError("Cannot ask: " + query, e);
        }
    }
}
