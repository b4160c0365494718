package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.Database;
import java.io.IOException;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into the ledger before a checkpoint promises rows: a job that will be refused should end before that checkpoint is
 * complete, and with it before its files appear in the lake.
 *
 * <p>It is a precaution. Between the look and the publish another job may publish still, so the publish itself decides;
 * and a warehouse that does not answer refuses nobody.
 */
@FunctionalInterface
interface LedgerWatch extends Serializable {

    /**
     * Checks that nobody else has published behind a job.
     *
     * @throws RefusedPublishException if no publish of the job can follow what the ledger says
     */
    void requireUnchallenged(Lineage own) throws RefusedPublishException, InterruptedException;

    /** Of a warehouse. */
    static LedgerWatch of(Database database, String pipeline) {
        return own -> {
            Optional<LedgerEntry> ledger = read(database);
            if (ledger.isPresent()) {
                Succession.requireUnchallenged(own, pipeline, ledger.get());
            }
        };
    }

    private static Optional<LedgerEntry> read(Database database) throws InterruptedException {
        try (Connection connection = Sessions.open(database)) {
            return Interruptible.run(connection, () -> new PublishStatements(connection).readLedger());
        } catch (SQLException | IOException e) {
            Logger log = LoggerFactory.getLogger(LedgerWatch.class);
            log.debug("The ledger cannot be looked into; the publish will tell", e);
            return Optional.empty();
        }
    }
}
