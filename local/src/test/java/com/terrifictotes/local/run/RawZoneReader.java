package com.terrifictotes.local.run;

import com.terrifictotes.local.pipeline.DuckDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;

/** Reads a raw zone as an analyst would, with DuckDB. */
final class RawZoneReader {

    private final Path rawZone;

    RawZoneReader(Path rawZone) {
        this.rawZone = rawZone;
    }

    long count(String table) {
        return Long.parseLong(lines("SELECT count(*) FROM " + files(table)).get(0));
    }

    /**
     * Rows that are in the latest state of a table in the raw zone and not in the CSV file, or the other way round: every
     * column, as text, as Postgres writes it.
     */
    List<String> differences(String table, Path csv) throws IOException {
        List<String> columns = List.of(header(csv).split(","));
        String lake = "SELECT %s FROM %s QUALIFY row_number() OVER (PARTITION BY %s_id ORDER BY _version DESC) = 1"
                .formatted(asPostgresWrites(table, columns), files(table), table);
        String expected =
                "SELECT %s FROM read_csv('%s', header=true, all_varchar=true, nullstr='', allow_quoted_nulls=false)"
                        .formatted(String.join(", ", columns), csv);
        return lines(
                "SELECT 'only in the raw zone', * FROM ((%s) EXCEPT ALL (%s)) UNION ALL SELECT 'only in the file', * FROM ((%s) EXCEPT ALL (%s)) LIMIT 20"
                        .formatted(lake, expected, expected, lake));
    }

    /** Keys whose versions are not 1, 2, 3, ... each once and in the order of their cuts. */
    List<String> badlyNumbered(String table) {
        return lines("""
                SELECT %1$s_id FROM (
                    SELECT %1$s_id, _version, _op,
                           row_number() OVER (PARTITION BY %1$s_id ORDER BY _version, _cut) AS expected,
                           lag(_cut) OVER (PARTITION BY %1$s_id ORDER BY _version) AS cut_before, _cut
                    FROM %2$s)
                WHERE _version <> expected OR cut_before > _cut OR (_op = 'insert') <> (_version = 1)
                LIMIT 20""".formatted(table, files(table)));
    }

    private static List<String> lines(String sql) {
        return DuckDb.query(sql).stream()
                .map(values -> String.join("|", values))
                .toList();
    }

    String files(String table) {
        return "read_parquet('%s/table=%s/**/*.parquet', hive_partitioning=true)".formatted(rawZone, table);
    }

    private String asPostgresWrites(String table, List<String> columns) {
        List<String> types =
                lines("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM " + files(table) + ")");
        StringJoiner expressions = new StringJoiner(", ");
        for (String column : columns) {
            boolean isBoolean = types.contains(column + "|BOOLEAN");
            expressions.add(
                    isBoolean
                            ? "CASE WHEN %1$s THEN 't' WHEN NOT %1$s THEN 'f' END AS %1$s".formatted(column)
                            : "%1$s::VARCHAR AS %1$s".formatted(column));
        }
        return expressions.toString();
    }

    private static String header(Path csv) throws IOException {
        try (var lines = Files.lines(csv)) {
            return lines.findFirst().orElseThrow();
        }
    }
}
