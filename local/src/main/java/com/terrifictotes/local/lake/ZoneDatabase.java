package com.terrifictotes.local.lake;

import com.terrifictotes.reconcile.Difference;
import com.terrifictotes.reconcile.Flaws;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** A DuckDB that reads the files of a raw zone; what it sorts is in a folder as far as it is large. */
final class ZoneDatabase implements AutoCloseable {

    private static final String MEMORY = "1GB";
    /** The raw zone's own columns come last. */
    private static final int OWN_COLUMNS = 5;

    private final String address;
    private final Connection first;

    private ZoneDatabase(String address, Connection first) {
        this.address = address;
        this.first = first;
    }

    static ZoneDatabase open(Path scratch) throws SQLException {
        String address = "jdbc:duckdb:" + scratch.resolve("sorting.duckdb");
        Connection first = DriverManager.getConnection(address, properties());
        try (Statement statement = first.createStatement()) {
            statement.execute("SET GLOBAL memory_limit = '%s'".formatted(MEMORY));
            statement.execute("SET GLOBAL temp_directory = %s"
                    .formatted(ChangesQuery.text(scratch.resolve("sorting").toString())));
        }
        return new ZoneDatabase(address, first);
    }

    /** A connection of its own to the same database, whose results are streamed. */
    Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(address, properties());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
        }
        return connection;
    }

    /** What a {@link ChangesQuery#misnumbered} finds. */
    Flaws flaws(String query) throws SQLException {
        List<Difference> first = new ArrayList<>();
        long count = 0;
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                String note = "%,d changes, numbered up to %,d".formatted(row.getLong(2), row.getLong(3));
                first.add(new Difference(row.getString(1), Difference.Kind.MISNUMBERED, List.of(), note));
                count = row.getLong(4);
            }
        }
        return new Flaws(count, first);
    }

    @Override
    public void close() throws SQLException {
        first.close();
    }

    /** Files with the same columns together. */
    List<FileGroup> groups(List<String> files) throws SQLException {
        List<FileGroup> groups = new ArrayList<>();
        if (files.isEmpty()) {
            return groups;
        }
        try (Connection connection = connect()) {
            for (Map.Entry<String, List<String>> shape :
                    shapes(connection, files).entrySet()) {
                groups.add(new FileGroup(
                        shape.getKey(),
                        shape.getValue(),
                        columns(connection, shape.getValue().get(0))));
            }
        }
        return groups;
    }

    /** Those with the last change. */
    Optional<FileGroup> newest(List<FileGroup> groups) throws SQLException {
        FileGroup newest = null;
        long latest = Long.MIN_VALUE;
        for (FileGroup group : groups) {
            long cut = latestCut(group);
            if (newest == null || cut > latest) {
                newest = group;
                latest = cut;
            }
        }
        return Optional.ofNullable(newest);
    }

    private long latestCut(FileGroup group) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT epoch_ms(max(_cut)) FROM " + ChangesQuery.read(group.files()))) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Map<String, List<String>> shapes(Connection connection, List<String> files) throws SQLException {
        Map<String, List<String>> shapes = new LinkedHashMap<>();
        String query =
                "SELECT decode(value), file_name FROM parquet_kv_metadata(%s) WHERE decode(key) = 'totes.shape' ORDER BY file_name"
                        .formatted(ChangesQuery.list(files));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                shapes.computeIfAbsent(row.getString(1), shape -> new ArrayList<>())
                        .add(row.getString(2));
            }
        }
        return shapes;
    }

    /** The names as the file has them (DuckDB makes others where they differ in case alone), with DuckDB's types. */
    private static List<FileGroup.Column> columns(Connection connection, String file) throws SQLException {
        List<String> names =
                texts(connection, "SELECT name FROM parquet_schema(%s)".formatted(ChangesQuery.text(file)));
        List<String> types = texts(
                connection,
                "SELECT column_type FROM (DESCRIBE SELECT * FROM %s)".formatted(ChangesQuery.read(List.of(file))));
        List<FileGroup.Column> columns = new ArrayList<>();
        for (int i = 0; i < types.size() - OWN_COLUMNS; i++) {
            // The first of the names is that of the whole row.
            columns.add(new FileGroup.Column(names.get(i + 1), types.get(i)));
        }
        return columns;
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        return properties;
    }
}
