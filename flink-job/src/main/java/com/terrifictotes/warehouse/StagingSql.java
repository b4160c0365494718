package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.Sql;
import com.terrifictotes.catalog.StarTable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Statements on staged rows. Which of them may be seen is the same in all statements of a publish: those of batches that
 * a checkpoint vouches for, of cuts that are complete by the ledger. Both are written down first, in the transaction of
 * the publish.
 */
final class StagingSql {

    private static final String IS_READY =
            "s.cut <= (SELECT complete_to FROM etl.ledger)" + " AND s.batch_id IN (SELECT batch_id FROM etl.batch)";
    private static final String IS_DEAD = "s.batch_id < ? AND s.batch_id NOT IN (SELECT batch_id FROM etl.batch)";

    private StagingSql() {}

    /** Takes rows in binary. */
    static String copy(StarTable table) {
        return copy(Names.stagingName(table), table);
    }

    /** Takes first versions of a first load in binary: it is an error if there is none. */
    static String copyLoad(StarTable table) {
        return copy(Names.loadName(table), table);
    }

    private static String copy(String name, StarTable table) {
        return "COPY %s (%s) FROM STDIN (FORMAT binary)".formatted(Sql.table(Names.ETL, name), Names.staged(table));
    }

    /** Makes what a first load has brought visible, and says how many rows that are; NULL if there is no such load. */
    static String takeInLoad() {
        return "SELECT etl.take_in_load(?)";
    }

    /** Which of the tables of first loads are there, of those that a parameter names. */
    static String loads() {
        return """
                SELECT c.relname FROM pg_class c
                WHERE c.relnamespace = 'etl'::regnamespace AND c.relkind = 'r' AND c.relname = ANY (?)""";
    }

    /** Names the rows that may be seen {@code incoming}, for the statement behind it. */
    static String withIncoming(StarTable table) {
        return "WITH incoming AS (SELECT s.* FROM %s s WHERE %s)\n".formatted(Names.staging(table), IS_READY);
    }

    /**
     * Counts, in the order of the tables, the rows that may be seen and the dead ones, with a parameter for each table:
     * the batch below which rows nobody vouches for are dead.
     */
    static String count(List<StarTable> tables) {
        return IntStream.range(0, tables.size())
                .mapToObj(i -> "SELECT %s AS place, count(*) FILTER (WHERE %s), count(*) FILTER (WHERE %s) FROM %s s"
                        .formatted(i, IS_READY, IS_DEAD, Names.staging(tables.get(i))))
                .collect(Collectors.joining("\nUNION ALL ", "", "\nORDER BY place"));
    }

    /**
     * Whether there are rows of each of so many batches, or some publish has made rows visible before: the batches are the
     * parameter of each table, their number is the last one.
     */
    static String areStaged(List<StarTable> tables, Set<String> loads) {
        Stream<String> ofLoads = tables.stream()
                .filter(table -> loads.contains(table.name()))
                .map(table -> Sql.table(Names.ETL, Names.loadName(table)));
        return Stream.concat(tables.stream().map(Names::staging), ofLoads)
                .map(place -> "SELECT s.batch_id FROM %s s WHERE s.batch_id = ANY (?)".formatted(place))
                .collect(Collectors.joining(
                        "\nUNION ",
                        "SELECT EXISTS (SELECT FROM etl.publish) OR (SELECT count(*) FROM (",
                        ") AS staged) = ?"));
    }

    /** Forgets the rows that can be seen now. */
    static String deletePublished(StarTable table) {
        return "DELETE FROM %s s WHERE %s".formatted(Names.staging(table), IS_READY);
    }

    /** Forgets what dead attempts left, with a parameter as {@link #count} has. */
    static String deleteDead(StarTable table) {
        return "DELETE FROM %s s WHERE %s".formatted(Names.staging(table), IS_DEAD);
    }

    /**
     * Forgets the batches all rows of which can be seen. Each table is asked for on its own, so that Postgres reads it once
     * and not once for each batch: millions of rows of a first load may wait there.
     */
    static String deleteFinishedBatches(List<StarTable> tables) {
        return tables.stream()
                .map(table ->
                        "NOT EXISTS (SELECT FROM %s s WHERE s.batch_id = b.batch_id)".formatted(Names.staging(table)))
                .collect(Collectors.joining("\nAND ", "DELETE FROM etl.batch b WHERE ", ""));
    }
}
