package com.terrifictotes.local.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.StarColumn;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.local.pipeline.Texts;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The processed zone as DuckDB reads it, held against the warehouse: every version, and every line of the quarantine. Days
 * and instants are compared as counts, long texts by their fingerprints.
 */
final class ProcessedComparison implements AutoCloseable {

    private static final String QUARANTINE = "table_name, row_key, version::text, column_name, %s, value, reason";

    private final Connection warehouse;
    private final Connection duckDb;
    private final Path zone;

    private ProcessedComparison(Connection warehouse, Connection duckDb, Path zone) {
        this.warehouse = warehouse;
        this.duckDb = duckDb;
        this.zone = zone;
    }

    static ProcessedComparison of(Connection warehouse, Path zone) throws SQLException {
        Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duckDb.createStatement()) {
            statement.execute("SET TimeZone='UTC'");
        }
        return new ProcessedComparison(warehouse, duckDb, zone);
    }

    void requireSameFacts(StarTable table) throws SQLException {
        requireSame(table, StarTable.RECORDED_AT, table.name());
    }

    /** Without the rows that only the warehouse has, for facts to refer to. */
    void requireSameHistory(StarTable table) throws SQLException {
        requireSame(table, StarTable.VALID_FROM, table.name() + "_history WHERE NOT is_inferred");
    }

    /** In the lake, lines also say that those before are over. */
    void requireSameQuarantine() throws SQLException {
        String inLake = "SELECT %s FROM %s WHERE column_name <> ''"
                .formatted(QUARANTINE.formatted(microsInLake(StarTable.RECORDED_AT)), parquet("quarantine"));
        assertThat(texts(duckDb, inLake))
                .as("the quarantine in the lake and in the warehouse")
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(texts(
                        warehouse,
                        "SELECT %s FROM etl.quarantine"
                                .formatted(QUARANTINE.formatted(microsInPostgres(StarTable.RECORDED_AT)))));
    }

    private void requireSame(StarTable table, String instant, String there) throws SQLException {
        String inLake =
                table.columns().stream().map(ProcessedComparison::inLake).collect(Collectors.joining(", "));
        String inPostgres =
                table.columns().stream().map(ProcessedComparison::inPostgres).collect(Collectors.joining(", "));
        assertThat(texts(
                        duckDb,
                        "SELECT %s, version::text, %s FROM %s"
                                .formatted(inLake, microsInLake(instant), parquet("table=" + table.name()))))
                .as("versions of %s in the lake and in the warehouse", table.name())
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(texts(
                        warehouse,
                        "SELECT %s, version::text, %s FROM %s"
                                .formatted(inPostgres, microsInPostgres(instant), there)));
    }

    private static String inLake(StarColumn column) {
        return shown(column, "datediff('day', DATE '1970-01-01', %s)::text");
    }

    private static String inPostgres(StarColumn column) {
        return shown(column, "(%s - DATE '1970-01-01')::text");
    }

    private static String shown(StarColumn column, String date) {
        boolean isDate = column.column().type().kind() == Kind.DATE;
        return isDate ? date.formatted(column.name()) : RawComparison.shortened(column.name() + "::text");
    }

    private static String microsInLake(String instant) {
        return "CASE WHEN isfinite(%1$s) THEN epoch_us(%1$s)::text ELSE %1$s::text END".formatted(instant);
    }

    private static String microsInPostgres(String instant) {
        return "CASE WHEN isfinite(%1$s) THEN (extract(epoch FROM %1$s) * 1000000)::bigint::text ELSE %1$s::text END"
                .formatted(instant);
    }

    private String parquet(String folder) {
        return "read_parquet('%s/%s/**/*.parquet', hive_partitioning = false, union_by_name = true)"
                .formatted(zone, folder);
    }

    private static List<List<String>> texts(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return Texts.of(rows);
        }
    }

    @Override
    public void close() throws SQLException {
        duckDb.close();
    }
}
