package com.terrifictotes.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One table in the raw zone, as DuckDB reads it, by key and in the order of versions. */
final class RawTable {

    private final AwkwardTable table;
    private final Map<String, List<Change>> changes = new HashMap<>();
    private final Map<String, List<String>> latest = new HashMap<>();

    private record Change(long token, int version, String operation, long cut) {}

    private RawTable(AwkwardTable table) {
        this.table = table;
    }

    /** Reads it. */
    static RawTable read(TestPipeline pipeline, AwkwardTable table) {
        RawTable raw = new RawTable(table);
        String query = "SELECT %s, _version, _op, epoch_ms(_cut) FROM %s ORDER BY 1, _version"
                .formatted(table.columns(), pipeline.raw(table.table()));
        for (List<String> row : DuckDb.query(query)) {
            int own = row.size() - 3;
            Change change = new Change(
                    Long.parseLong(row.get(1)),
                    Integer.parseInt(row.get(own)),
                    row.get(own + 1),
                    Long.parseLong(row.get(own + 2)));
            raw.changes.computeIfAbsent(row.get(0), key -> new ArrayList<>(1)).add(change);
            raw.latest.put(row.get(0), row.subList(0, own));
        }
        return raw;
    }

    /** How many changes it holds. */
    long size() {
        return changes.values().stream().mapToLong(List::size).sum();
    }

    boolean has(String key, long token) {
        return changes.getOrDefault(key, List.of()).stream().anyMatch(change -> change.token() == token);
    }

    /** The latest content of each key: every column, the key first. */
    Map<String, List<String>> latest() {
        return latest;
    }

    /** Versions are numbered 1, 2, 3, ..., the first is an insert, all others are updates, and cuts never go back. */
    void requireNumbersInOrder() {
        List<String> wrong = new ArrayList<>();
        changes.forEach((key, all) -> {
            for (int i = 0; i < all.size(); i++) {
                Change change = all.get(i);
                boolean isRight = change.version() == i + 1
                        && change.operation().equals(i == 0 ? "insert" : "update")
                        && (i == 0 || all.get(i - 1).cut() <= change.cut());
                if (!isRight) {
                    wrong.add(table.table() + " " + key + ": " + all);
                    return;
                }
            }
        });
        assertThat(wrong).as("keys with wrong numbers, operations or cuts").isEmpty();
    }

    /**
     * Each key's tokens are some of those that were ever visible, in the same order, none twice: nothing is there that
     * was rolled back, or overwritten before its commit.
     */
    void requireOnly(Map<String, List<WriteLog.Version>> visible) {
        List<String> wrong = new ArrayList<>();
        changes.forEach((key, all) -> {
            List<Long> tokens = all.stream().map(Change::token).toList();
            Set<Long> left = new HashSet<>(tokens);
            List<Long> expected = visible.getOrDefault(key, List.of()).stream()
                    .map(WriteLog.Version::token)
                    .filter(left::remove)
                    .toList();
            if (!tokens.equals(expected)) {
                wrong.add("%s %s: %s, expected %s".formatted(table.table(), key, tokens, expected));
            }
        });
        assertThat(wrong)
                .as("keys with versions that never were, twice or out of order")
                .isEmpty();
    }

    /** The same content, by key, as the table itself has. */
    static Map<String, List<String>> byKey(List<List<String>> rows) {
        Map<String, List<String>> byKey = new LinkedHashMap<>();
        rows.forEach(row -> byKey.put(row.get(0), row));
        return byKey;
    }
}
