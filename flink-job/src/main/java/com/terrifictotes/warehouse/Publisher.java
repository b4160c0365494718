package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.StarTable.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings a publish into the warehouse: all of it, in one transaction, or nothing.
 *
 * <p>The transaction begins by locking the ledger, so publishes come one after the other, whoever makes them, and each
 * sees what the one before left. Bringing the same publish again changes nothing.
 *
 * <p><b>What is swept.</b> A batch that no publish vouches for is either of an attempt that died before its checkpoint
 * was complete, or it will be vouched for later. Rows of the latter are never swept: numbers of batches come from one
 * sequence; each live writer said at the checkpoint of this publish which number its next batch has, and will never hand
 * over a smaller one; and {@link Publish#sweepBelow()} is the least of those. What live writers handed over before, up to
 * this checkpoint, is in this publish or in one before it, and those have been brought, because publishes follow each
 * other. A writer that had ended by then hands over nothing more.
 */
final class Publisher {

    private static final List<StarTable> TABLES = inOrder();

    private final String pipeline;

    Publisher(String pipeline) {
        this.pipeline = pipeline;
    }

    /**
     * Brings a publish, unless it is there already.
     *
     * @param connection in auto-commit, and fit for nothing but closing if this throws
     * @throws RefusedPublishException if the publish does not follow what is in the warehouse
     * @throws SQLException if the transaction failed, or may have: then the publish is to be brought again
     */
    Published publish(Connection connection, Publish publish) throws SQLException, RefusedPublishException {
        connection.setAutoCommit(false);
        PublishStatements statements = new PublishStatements(connection);
        LedgerEntry ledger = statements.lockLedger(pipeline);
        if (Succession.isPublished(publish, pipeline, ledger)) {
            connection.rollback();
            return Published.nothing(ledger.completeTo());
        }
        statements.advance(publish);
        Published published = bring(statements, publish);
        connection.commit();
        return published;
    }

    private static Published bring(PublishStatements statements, Publish publish) throws SQLException {
        List<PublishStatements.Waiting> waiting = statements.count(TABLES, publish.sweepBelow());
        Map<String, Long> rows = new LinkedHashMap<>();
        long inferred = 0;
        for (PublishStatements.Waiting table : waiting) {
            if (table.ready() > 0) {
                inferred += merge(statements, table.table());
                rows.put(table.table().name(), table.ready());
            }
        }
        tidy(statements, waiting, publish);
        statements.record(publish, rows);
        return new Published(statements.completeTo(), rows, inferred);
    }

    /** How many rows of dimensions had to be inferred. */
    private static long merge(PublishStatements statements, StarTable table) throws SQLException {
        for (String statement : MergeSql.of(table)) {
            statements.update(statement);
        }
        long inferred = 0;
        if (table.role() == Role.FACT) {
            for (String statement : InferredSql.of(table)) {
                inferred += statements.update(statement);
            }
        }
        return inferred;
    }

    private static void tidy(PublishStatements statements, List<PublishStatements.Waiting> waiting, Publish publish)
            throws SQLException {
        boolean isAnySeen = false;
        for (PublishStatements.Waiting table : waiting) {
            if (table.ready() > 0) {
                statements.update(StagingSql.deletePublished(table.table()));
                isAnySeen = true;
            }
            if (table.dead() > 0) {
                statements.sweep(table.table(), publish.sweepBelow());
            }
        }
        if (isAnySeen) {
            statements.update(StagingSql.deleteFinishedBatches(TABLES));
        }
    }

    /** Dimensions before the facts that refer to them, and the calendar before all. */
    private static List<StarTable> inOrder() {
        List<StarTable> tables = new ArrayList<>();
        for (Role role : List.of(Role.CALENDAR, Role.DIMENSION, Role.FACT)) {
            tables.addAll(StarSchema.tables(role));
        }
        tables.add(StarSchema.QUARANTINE);
        return tables;
    }
}
