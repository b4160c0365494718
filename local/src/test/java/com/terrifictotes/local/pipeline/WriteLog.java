package com.terrifictotes.local.pipeline;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was really written, independently of the pipeline.
 *
 * <p>Every write notes its row version in {@code truth.written}, in the same statement, so the note is there if and only
 * if the write was committed, whatever happened to its transaction or savepoint. The note's number is drawn while the
 * row is locked, so numbers tell the order of the versions of a row. The clients note when they began to commit a
 * transaction and when they knew that it was committed: it became visible in between.
 */
final class WriteLog {

    static final List<String> CREATE = List.of("CREATE SCHEMA truth", """
        CREATE TABLE truth.written (
          number bigserial PRIMARY KEY,
          transaction bigint NOT NULL,
          tbl text NOT NULL,
          key text NOT NULL,
          token bigint NOT NULL,
          last_updated bigint NOT NULL)""");

    /** Of the transaction that filled the tables. */
    private static final long FILLING = 0;

    private final Map<Long, Commit> commits = new ConcurrentHashMap<>(Map.of(FILLING, new Commit(0, 0)));

    private record Commit(long began, long returned) {}

    /**
     * A row version that was visible at some time.
     *
     * @param token what it holds
     * @param lastUpdated what it holds, milliseconds since 1970-01-01 UTC
     * @param visibleFrom at the latest, milliseconds since 1970-01-01 UTC
     * @param visibleTo at the least; empty: to the end
     */
    record Version(long token, long lastUpdated, long visibleFrom, OptionalLong visibleTo) {
        boolean isLast() {
            return visibleTo.isEmpty();
        }
    }

    /** Notes when a transaction became visible: not before it began to commit, not after the commit returned. */
    void committed(long transaction, long began, long returned) {
        commits.put(transaction, new Commit(began, returned));
    }

    /** All row versions of a table that were ever visible, by key, in their order. */
    Map<String, List<Version>> versions(Connection connection, AwkwardTable table) throws SQLException {
        Map<String, List<Note>> notes = new HashMap<>();
        String query =
                "SELECT key, token, last_updated, transaction FROM truth.written WHERE tbl = '%s' ORDER BY number"
                        .formatted(table.table());
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                Note note = new Note(rows.getLong(2), rows.getLong(3), rows.getLong(4));
                notes.computeIfAbsent(rows.getString(1), key -> new ArrayList<>(1))
                        .add(note);
            }
        }
        Map<String, List<Version>> versions = new HashMap<>();
        notes.forEach((key, written) -> versions.put(key, visible(written)));
        return versions;
    }

    private record Note(long token, long lastUpdated, long transaction) {}

    /** Of several writes of one transaction only the last was ever visible. */
    private List<Version> visible(List<Note> notes) {
        List<Version> versions = new ArrayList<>(notes.size());
        OptionalLong visibleTo = OptionalLong.empty();
        for (int i = notes.size() - 1; i >= 0; i--) {
            Note note = notes.get(i);
            boolean isOverwritten = i + 1 < notes.size() && notes.get(i + 1).transaction() == note.transaction();
            if (!isOverwritten) {
                Commit commit = commit(note.transaction());
                versions.add(0, new Version(note.token(), note.lastUpdated(), commit.returned(), visibleTo));
                visibleTo = OptionalLong.of(commit.began());
            }
        }
        return versions;
    }

    private Commit commit(long transaction) {
        Commit commit = commits.get(transaction);
        if (commit == null) {
            throw new AssertionError("Nobody noted the commit of transaction " + transaction);
        }
        return commit;
    }
}
