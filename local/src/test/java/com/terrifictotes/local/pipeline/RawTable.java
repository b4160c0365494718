package com.terrifictotes.local.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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

    /**
     * Keys of which this does not hold: their latest version is what the table itself has, in every column.
     *
     * @param rows of the table, the key first
     */
    List<String> wrongLatest(List<List<String>> rows) {
        List<String> wrong = new ArrayList<>();
        Set<String> left = new HashSet<>(latest.keySet());
        for (List<String> row : rows) {
            left.remove(row.get(0));
            if (!row.equals(latest.get(row.get(0)))) {
                wrong.add("%s: %s, expected %s".formatted(table, latest.get(row.get(0)), row));
            }
        }
        left.forEach(key -> wrong.add("%s: %s, expected none".formatted(table, key)));
        return wrong;
    }

    /**
     * Keys of which this does not hold: versions are numbered 1, 2, 3, ..., the first is an insert, all others are
     * updates, and cuts never go back.
     */
    List<String> wrongNumbers() {
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
        return wrong;
    }

    /**
     * Keys of which this does not hold: their tokens are some of those that were ever visible, in the same order, none
     * twice; nothing is there that was rolled back, or overwritten before its commit.
     */
    List<String> wrongVersions(Map<String, List<WriteLog.Version>> visible) {
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
        return wrong;
    }
}
