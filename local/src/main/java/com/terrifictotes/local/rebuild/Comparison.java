package com.terrifictotes.local.rebuild;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The live warehouse beside the rebuilt one. The live one is copied, as it is in one snapshot, to where the rebuilt one is,
 * and the database compares them.
 */
final class Comparison {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_ROWS = 3;
    private static final int MOST_COLUMNS = 4;

    private Comparison() {}

    /** @param live in a transaction that sees one state */
    static List<TableDifference> of(List<ComparedTable> tables, Connection live, Connection rebuilt)
            throws SQLException {
        List<TableDifference> differences = new ArrayList<>();
        try (Statement statement = rebuilt.createStatement()) {
            statement.execute(ComparedTable.makeSchemaOfLive());
            for (ComparedTable table : tables) {
                statement.execute(table.makeLive());
                Piping.copy(live, table.copyOut(), rebuilt, table.copyIn(table.live()));
                statement.execute("ANALYZE " + table.live());
                statement.execute("ANALYZE " + table.table());
                differences.add(of(table, statement));
            }
        }
        return differences;
    }

    private static TableDifference of(ComparedTable table, Statement statement) throws SQLException {
        List<String> first = first(table, statement);
        try (ResultSet row = statement.executeQuery(table.counts())) {
            row.next();
            return new TableDifference(
                    table.name(),
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    first);
        }
    }

    private static List<String> first(ComparedTable table, Statement statement) throws SQLException {
        List<String> sentences = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(table.firstDifferences(MOST_ROWS))) {
            while (row.next()) {
                sentences.add(sentence(table, parse(row.getString(1)), parse(row.getString(2))));
            }
        }
        return sentences;
    }

    private static @Nullable JsonNode parse(@Nullable String json) {
        try {
            return json == null ? null : JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot read what Postgres writes as JSON", e);
        }
    }

    private static String sentence(ComparedTable table, @Nullable JsonNode live, @Nullable JsonNode rebuilt) {
        if (rebuilt == null) {
            return key(table, Objects.requireNonNull(live)) + " is only live";
        }
        if (live == null) {
            return key(table, rebuilt) + " is only rebuilt";
        }
        return key(table, live) + ": "
                + table.columns().stream()
                        .filter(column -> !live.get(column).equals(rebuilt.get(column)))
                        .limit(MOST_COLUMNS)
                        .map(column -> "%s is %s, rebuilt %s".formatted(column, live.get(column), rebuilt.get(column)))
                        .collect(Collectors.joining(", "));
    }

    private static String key(ComparedTable table, JsonNode row) {
        return table.key().stream()
                .map(column -> column + " " + row.get(column).asText())
                .collect(Collectors.joining(", "));
    }
}
