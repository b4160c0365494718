package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.StarTable.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final List<StarTable> TABLES = inOrder();

    private final String pipeline;
    private final QuarantineLimit limit;

    Publisher(String pipeline, QuarantineLimit limit) {
        this.pipeline = pipeline;
        this.limit = limit;
    }

    /**
     * Brings a publish, unless it is there already. One that would bring too much into the quarantine is put down as having
     * been here, and nothing of it is seen: its rows stay staged, and are brought with the next one of a later cut.
     *
     * @param connection in auto-commit, and fit for nothing but closing if this throws
     * @throws RefusedPublishException if the publish does not follow what is in the warehouse
     * @throws QuarantineLimitException if there is too much that does not fit
     * @throws SQLException if the transaction failed, or may have: then the publish is to be brought again
     */
    Published publish(Connection connection, Publish publish)
            throws SQLException, RefusedPublishException, QuarantineLimitException {
        connection.setAutoCommit(false);
        PublishStatements statements = new PublishStatements(connection);
        LedgerEntry ledger = statements.lockLedger(pipeline);
        if (Succession.isPublished(publish, pipeline, ledger)) {
            Map<String, Long> open = Quarantine.open(connection);
            connection.rollback();
            return Published.nothing(ledger.completeTo(), open);
        }
        Set<String> loads = FirstLoad.tables(connection);
        if (ledger.isNew() && !statements.areStaged(publish, TABLES, loads)) {
            throw Succession.refusedForItsRows(publish);
        }
        statements.register(publish);
        if (ledger.hasRefused(publish)) {
            LOG.warn(
                    "The warehouse stays as it is: the cut of {} is refused until a later one is complete",
                    ledger.refusedTo());
            Map<String, Long> open = Quarantine.open(connection);
            connection.commit();
            return Published.nothing(ledger.completeTo(), open);
        }
        return bringWithinLimit(connection, publish, loads);
    }

    private Published bringWithinLimit(Connection connection, Publish publish, Set<String> loads)
            throws SQLException, QuarantineLimitException {
        PublishStatements statements = new PublishStatements(connection);
        Savepoint before = connection.setSavepoint();
        statements.advance(publish);
        Published published = bring(connection, statements, publish, loads);
        List<String> tooMuch = tooMuch(connection, published);
        if (!tooMuch.isEmpty()) {
            connection.rollback(before);
            statements.refuse(publish);
            connection.commit();
            throw new QuarantineLimitException(publish.completeTo(), tooMuch, limit);
        }
        connection.commit();
        return published;
    }

    /** Only what comes can be too much: what a publish finds there, one before let pass. */
    private List<String> tooMuch(Connection connection, Published published) throws SQLException {
        return published.rows().containsKey(StarSchema.QUARANTINE.name())
                ? new QuarantineStatements(connection).tooMuch(published.quarantined(), limit)
                : List.of();
    }

    private static Published bring(
            Connection connection, PublishStatements statements, Publish publish, Set<String> loads)
            throws SQLException {
        Map<String, Long> rows = new LinkedHashMap<>();
        if (publish.completeTo() != null) {
            takeInLoad(connection, loads, rows);
        }
        List<PublishStatements.Waiting> waiting = statements.count(TABLES, publish.sweepBelow());
        long inferred = 0;
        for (PublishStatements.Waiting table : waiting) {
            String name = table.table().name();
            boolean isTakenIn = rows.containsKey(name);
            if (table.ready() > 0) {
                long came = merge(statements, table);
                if (came > 0) {
                    rows.merge(name, came, Long::sum);
                }
            }
            if (table.ready() > 0 || isTakenIn) {
                inferred += infer(statements, table.table(), isTakenIn);
            }
        }
        tidy(statements, waiting, publish);
        statements.record(publish, rows);
        return new Published(statements.completeTo(), rows, inferred, Quarantine.open(connection));
    }

    /** A first load is seen with the first cut that is complete. */
    private static void takeInLoad(Connection connection, Set<String> loads, Map<String, Long> rows)
            throws SQLException {
        for (StarTable table : TABLES) {
            if (loads.contains(table.name())) {
                long taken = FirstLoad.takeIn(connection, table);
                if (taken > 0) {
                    rows.put(table.name(), taken);
                }
            }
        }
    }

    /**
     * How many rows came: that a fact is gone which the star never had makes none, nor does a line that only ends others of
     * the quarantine.
     */
    private static long merge(PublishStatements statements, PublishStatements.Waiting waiting) throws SQLException {
        StarTable table = waiting.table();
        if (table.role() == Role.FACT) {
            supersede(statements, table);
        }
        statements.updateAll(MergeSql.before(table));
        long added = statements.updateAll(MergeSql.adding(table));
        return table.role() == Role.FACT || table.role() == Role.QUARANTINE ? added : waiting.ready();
    }

    private static void supersede(PublishStatements statements, StarTable fact) throws SQLException {
        if (statements.number(MergeSql.supersedeNext(fact)) > 0) {
            statements.update(MergeSql.supersedeAny(fact));
        }
    }

    /** How many rows of dimensions had to be inferred. */
    private static long infer(PublishStatements statements, StarTable table, boolean isTakenIn) throws SQLException {
        if (table.role() != Role.FACT) {
            return 0;
        }
        InferredSql.Scope scope = isTakenIn ? InferredSql.Scope.ofAll(table) : InferredSql.Scope.ofIncoming(table);
        return statements.number(InferredSql.lacking(scope)) == 0
                ? 0
                : statements.updateAll(InferredSql.inferring(scope));
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
