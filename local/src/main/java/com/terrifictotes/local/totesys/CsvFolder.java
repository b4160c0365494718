package com.terrifictotes.local.totesys;

import com.terrifictotes.local.UsageException;
import com.terrifictotes.local.trading.RowProgress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * A folder of {@code <table>.csv} files. The first line names the columns, in any order; an empty field without quotes
 * is NULL, with quotes the empty text. A column that is left out gets its default; a table without a file stays empty.
 *
 * <p>Whatever is wrong with the files is a {@link UsageException} that names the file.
 */
record CsvFolder(Path folder) {
    private static final String SUFFIX = ".csv";

    void writeTo(Connection connection, RowProgress progress) throws SQLException, IOException {
        List<Path> files = files();
        TableColumns known = TableColumns.of(connection);
        for (Path file : files) {
            if (!known.hasTable(tableOf(file))) {
                throw cannotLoad(file, "there is no such table, expected one of " + known.tables(), null);
            }
        }
        long done = 0;
        for (int i = 0; i < files.size(); i++) {
            done += copy(connection, files.get(i), known);
            progress.rows(done, Math.max(done, done * files.size() / (i + 1)));
        }
        progress.rows(done, done);
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new UsageException("Cannot load the folder " + folder
                    + ": it is not there, expected a folder of <table>" + SUFFIX + " files");
        }
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new UsageException(
                        "Cannot load the folder " + folder + ": it is empty, expected <table>" + SUFFIX + " files");
            }
            return files;
        }
    }

    private static long copy(Connection connection, Path file, TableColumns known) throws SQLException, IOException {
        String columns =
                header(file, known).stream().map(column -> '"' + column + '"').collect(Collectors.joining(", "));
        String command = "COPY \"" + tableOf(file) + "\" (" + columns + ") FROM STDIN (FORMAT csv, HEADER, FREEZE)";
        try (InputStream rows = Files.newInputStream(file)) {
            return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(command, rows, 1 << 16);
        } catch (SQLException e) {
            throw cannotLoad(file, e.getMessage(), e);
        }
    }

    private static List<String> header(Path file, TableColumns known) throws IOException {
        List<String> columns = namedColumns(file);
        List<String> unknown = new ArrayList<>(columns);
        unknown.removeAll(known.columnsOf(tableOf(file)));
        if (!unknown.isEmpty()) {
            throw cannotLoad(file, "unknown columns " + unknown + ", expected " + known.columnsOf(tableOf(file)), null);
        }
        Set<String> distinct = new HashSet<>(columns);
        if (columns.isEmpty() || distinct.size() < columns.size()) {
            throw cannotLoad(file, "its first line is " + columns + ", expected the name of each column once", null);
        }
        return columns;
    }

    private static List<String> namedColumns(Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file);
                CSVParser parser = CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setAllowMissingColumnNames(true)
                        .get()
                        .parse(reader)) {
            return parser.getHeaderNames();
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw cannotLoad(file, "its first line cannot be read: " + e.getMessage(), e);
        }
    }

    private static String tableOf(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - SUFFIX.length());
    }

    private static UsageException cannotLoad(Path file, @Nullable String reason, @Nullable Throwable cause) {
        return new UsageException("Cannot load " + file + ": " + reason, cause);
    }
}
