package com.terrifictotes.warehouse;

import static com.terrifictotes.warehouse.StagingSql.withIncoming;

import com.terrifictotes.catalog.StarTable;
import java.util.List;

/**
 * Statements that bring the staged rows of a table to where they are seen, to be run one after the other. They hold
 * whatever number of versions of a key comes at once, and rely on versions that go up within a key.
 */
final class MergeSql {

    private MergeSql() {}

    static List<String> of(StarTable table) {
        return switch (table.role()) {
            case CALENDAR, QUARANTINE -> List.of(addUnknown(table));
            case DIMENSION ->
                List.of(forgetInferred(table), closeCurrent(table), addVersions(table), showLatest(table));
            case FACT -> List.of(supersede(table), addRecorded(table));
        };
    }

    private static String addUnknown(StarTable table) {
        return withIncoming(table) + """
                INSERT INTO %1$s (%2$s)
                SELECT %2$s FROM incoming
                ON CONFLICT DO NOTHING""".formatted(Names.target(table), Names.contract(table));
    }

    private static String forgetInferred(StarTable table) {
        return withIncoming(table)
                + "DELETE FROM %1$s WHERE is_inferred AND %2$s IN (SELECT %2$s FROM incoming)"
                        .formatted(Names.history(table), Names.key(table));
    }

    private static String closeCurrent(StarTable table) {
        return withIncoming(table) + """
                UPDATE %1$s h
                SET valid_to = first.valid_from, is_current = false
                FROM (SELECT DISTINCT ON (%2$s) %2$s, valid_from FROM incoming ORDER BY %2$s, version) first
                WHERE h.%2$s = first.%2$s AND h.is_current""".formatted(Names.history(table), Names.key(table));
    }

    /** A deleted version ends the one before and is not one itself. */
    private static String addVersions(StarTable table) {
        return withIncoming(table) + """
                INSERT INTO %1$s (%2$s, version, valid_from, valid_to, is_current)
                SELECT %2$s, version, valid_from, coalesce(next_from, 'infinity'), next_from IS NULL
                FROM (
                    SELECT *, lead(valid_from) OVER (PARTITION BY %3$s ORDER BY version) AS next_from FROM incoming
                ) v
                WHERE NOT is_deleted
                ORDER BY %3$s, version""".formatted(Names.history(table), Names.contract(table), Names.key(table));
    }

    private static String showLatest(StarTable table) {
        return withIncoming(table)
                + """
                INSERT INTO %1$s (%2$s, is_deleted)
                SELECT DISTINCT ON (%3$s) %2$s, is_deleted FROM incoming ORDER BY %3$s, version DESC
                ON CONFLICT (%3$s) DO UPDATE SET (%2$s, is_deleted, is_inferred) = (%4$s, excluded.is_deleted, false)""".formatted(
                                Names.target(table),
                                Names.contract(table),
                                Names.key(table),
                                Names.contract(table, "excluded"));
    }

    private static String supersede(StarTable table) {
        return withIncoming(table) + """
                UPDATE %1$s SET is_current = false
                WHERE is_current AND %2$s IN (SELECT %2$s FROM incoming)""".formatted(Names.target(table), Names.key(table));
    }

    private static String addRecorded(StarTable table) {
        return withIncoming(table) + """
                INSERT INTO %1$s (%2$s, version, recorded_at, is_current)
                SELECT %2$s, version, recorded_at, lead(version) OVER (PARTITION BY %3$s ORDER BY version) IS NULL
                FROM incoming
                ORDER BY %3$s, version""".formatted(Names.target(table), Names.contract(table), Names.key(table));
    }
}
