package com.terrifictotes.local.star;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A file of the lake that somebody has written again with other values, and else as it was. */
final class AlteredFile {

    /** What the file says of itself, as DuckDB wants to be told it. */
    private static final String METADATA = """
            SELECT '{' || string_agg(format('''{}'': ''{}''', decode(key), replace(decode(value), '''', '''''')), ', ') || '}'
            FROM parquet_kv_metadata('%s') WHERE decode(key) LIKE 'totes.%%'""";

    private AlteredFile() {}

    /** @param columns that replace those of the same names: {@code 'Steel' AS design_name} */
    static void write(Path file, String columns) throws SQLException, IOException {
        Path altered = file.resolveSibling(".altered-" + file.getFileName());
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            String metadata;
            try (ResultSet row = statement.executeQuery(METADATA.formatted(file))) {
                row.next();
                metadata = row.getString(1);
            }
            statement.execute(
                    "COPY (SELECT * REPLACE (%s) FROM read_parquet('%s', hive_partitioning = false)) TO '%s' (FORMAT parquet, COMPRESSION zstd, KV_METADATA %s)"
                            .formatted(columns, file, altered, metadata));
        }
        Files.move(altered, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
