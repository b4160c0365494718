package com.terrifictotes.warehouse;

import static com.terrifictotes.warehouse.StagingSql.withIncoming;

import com.terrifictotes.catalog.StarTable;
import java.util.List;

/**
 * Statements that bring the staged rows of a table to where they are seen, to be run one after the other. They hold
 * whatever number of versions of a key comes at once, deleted ones among them, and rely on versions that go up within a
 * key.
 */
final class MergeSql {

    private MergeSql() {}

    /** Statements that make room for what comes; versions of facts end by {@link #supersedeNext}. */
    static List<String> before(StarTable table) {
        return switch (table.role()) {
            case CALENDAR -> List.of();
            case QUARANTINE -> List.of(endEarlier(table));
            case DIMENSION -> List.of(forgetInferred(table), closeCurrent(table));
            case FACT -> List.of();
        };
    }

    /** Statements that add it; those of a fact and of the quarantine say how many rows there are more. */
    static List<String> adding(StarTable table) {
        return switch (table.role()) {
            case CALENDAR -> List.of(addUnknown(table));
            case QUARANTINE -> List.of(addLines(table));
            case DIMENSION -> List.of(addVersions(table), showLatest(table));
            case FACT -> List.of(addRecorded(table), addDeleted(table));
        };
    }

    private static String addUnknown(StarTable table) {
        return withIncoming(table) + """
                INSERT INTO %1$s (%2$s)
                SELECT %2$s FROM incoming
                ON CONFLICT DO NOTHING""".formatted(Names.target(table), Names.contract(table));
    }

    /** What is told of a version holds until the next line of its row, which may be of that row's end or of nothing wrong. */
    private static String endEarlier(StarTable table) {
        return withIncoming(table) + """
                UPDATE %s q
                SET closed_at = first.recorded_at
                FROM (
                    SELECT DISTINCT ON (table_name, row_key) table_name, row_key, version, recorded_at
                    FROM incoming ORDER BY table_name, row_key, version
                ) first
                WHERE q.table_name = first.table_name AND q.row_key = first.row_key
                    AND q.version < first.version AND q.closed_at IS NULL""".formatted(Names.target(table));
    }

    private static String addLines(StarTable table) {
        return withIncoming(table) + """
                INSERT INTO %1$s (%2$s, closed_at)
                SELECT %2$s, closed_at
                FROM (
                    SELECT *, first_value(recorded_at) OVER (
                        PARTITION BY table_name, row_key ORDER BY version
                        GROUPS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS closed_at
                    FROM incoming
                ) l
                WHERE column_name <> ''
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

    /**
     * Ends the version before the first that comes of each fact, which mostly has the number before, and says how many
     * facts may have another: their version of that number is in quarantine, or says that they were gone. In the order of
     * keys, which is about that of the table and its indexes: neighbours are met while they are at hand.
     */
    static String supersedeNext(StarTable table) {
        return withFirst(table) + """
                , superseded AS (
                    UPDATE %1$s f
                    SET is_current = false
                    FROM first
                    WHERE f.%2$s = first.%2$s AND f.version = first.version - 1 AND f.is_current
                    RETURNING 1
                )
                SELECT (SELECT count(*) FROM first WHERE version > 1) - (SELECT count(*) FROM superseded)""".formatted(Names.target(table), Names.key(table));
    }

    /** Ends the version before the first that comes of each fact, whatever its number: one look for each. */
    static String supersedeAny(StarTable table) {
        return withFirst(table) + """
                UPDATE %1$s f
                SET is_current = false
                FROM first
                CROSS JOIN LATERAL (
                    SELECT b.version FROM %1$s b WHERE b.%2$s = first.%2$s AND b.version < first.version
                    ORDER BY b.version DESC LIMIT 1
                ) before
                WHERE f.%2$s = first.%2$s AND f.version = before.version AND f.is_current""".formatted(Names.target(table), Names.key(table));
    }

    /** Names the number of the first version that comes of each fact {@code first}. */
    private static String withFirst(StarTable table) {
        return withIncoming(table) + """
                , first AS MATERIALIZED (
                    SELECT %1$s, min(version) AS version FROM incoming GROUP BY %1$s ORDER BY %1$s
                )
                """.formatted(Names.key(table));
    }

    /** What is followed by any other version is not current, be it by one that says that the row is gone. */
    private static String addRecorded(StarTable table) {
        return withIncoming(table) + """
                INSERT INTO %1$s (%2$s, version, recorded_at, is_current, is_deleted)
                SELECT %2$s, version, recorded_at, is_last, false
                FROM (
                    SELECT *, lead(version) OVER (PARTITION BY %3$s ORDER BY version) IS NULL AS is_last FROM incoming
                ) v
                WHERE NOT is_deleted
                ORDER BY %3$s, version""".formatted(Names.target(table), Names.contract(table), Names.key(table));
    }

    /**
     * A deleted version is as the row was last. If all of its versions are in quarantine, the star never had it. Those
     * that came with it are in the table by now; of two deleted versions that come at once, with nothing between them but
     * what is in quarantine, both are as the row was before the first.
     */
    private static String addDeleted(StarTable table) {
        return withIncoming(table)
                + """
                INSERT INTO %1$s (%2$s, version, recorded_at, is_current, is_deleted)
                SELECT %4$s, d.version, d.recorded_at, false, true
                FROM incoming d
                CROSS JOIN LATERAL (
                    SELECT * FROM %1$s f WHERE f.%3$s = d.%3$s AND f.version < d.version ORDER BY f.version DESC LIMIT 1
                ) l
                WHERE d.is_deleted
                ORDER BY d.%3$s, d.version""".formatted(
                        Names.target(table), Names.contract(table), Names.key(table), Names.contract(table, "l"));
    }
}
