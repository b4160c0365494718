package com.terrifictotes.warehouse;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which publish may follow what the ledger says. */
final class Succession {

    private static final String ANOTHER_WROTE = "another job has written to this warehouse since";
    private static final String OLDER = "this job was restored from an older checkpoint";
    private static final String WITHOUT_CHECKPOINT =
            "this job began without a checkpoint, and the warehouse is not a new one";
    private static final String NEW_ONE = "this job carries on from a checkpoint, and the warehouse is a new one";
    private static final String WHAT_TO_DO =
            "Start the job from its newest checkpoint or savepoint; without one, give it "
                    + "an empty warehouse and let it begin again";

    private Succession() {}

    /**
     * Whether the publish is in the warehouse already.
     *
     * @throws RefusedPublishException if it is not, and does not follow what is
     */
    static boolean isPublished(Publish publish, String pipeline, LedgerEntry ledger) throws RefusedPublishException {
        requireSame(pipeline, ledger);
        if (ledger.recent().contains(publish.id())) {
            return true;
        }
        UUID newest = ledger.recent().isEmpty() ? null : ledger.recent().get(0);
        if (!Objects.equals(publish.previous(), newest)) {
            throw refused(publish, newest, ledger);
        }
        return false;
    }

    /**
     * Why the first publish cannot be made, which has rows that are not there: they were staged in a warehouse that is lost.
     * What follows a publish is of the same warehouse, and has its rows there. One that is made again from the lake has them, and is to hold this publish for made.
     */
    static RefusedPublishException refusedForItsRows(Publish publish) {
        return RefusedPublishException.byNewWarehouse(
                "Cannot publish %s to the warehouse: its rows are not there, %s. Nothing was published to the warehouse; expected that to be %s. %s"
                        .formatted(publish.id(), NEW_ONE, publish.id(), WHAT_TO_DO));
    }

    /**
     * Checks what can be told before a publish is made, while others of the same job may be on their way.
     *
     * @throws RefusedPublishException if somebody else has published behind the job, or before it began
     */
    static void requireUnchallenged(Lineage own, String pipeline, LedgerEntry ledger) throws RefusedPublishException {
        requireSame(pipeline, ledger);
        if (ledger.isNew() || own.publishes().contains(ledger.recent().get(0))) {
            return;
        }
        boolean isAnyMade = own.publishes().stream().anyMatch(ledger.recent()::contains);
        if (own.isWhole() || isAnyMade) {
            String reason = isAnyMade ? OLDER + ", or " + ANOTHER_WROTE : WITHOUT_CHECKPOINT;
            throw new RefusedPublishException(
                    "Cannot carry on in the warehouse: %s. The warehouse is complete to %s and was published to last at %s, by %s; expected that to be one of this job. %s"
                            .formatted(
                                    reason,
                                    ledger.completeTo(),
                                    ledger.publishedAt(),
                                    ledger.recent().get(0),
                                    WHAT_TO_DO));
        }
    }

    private static void requireSame(String pipeline, LedgerEntry ledger) throws RefusedPublishException {
        if (!ledger.pipeline().equals(pipeline)) {
            throw new RefusedPublishException(
                    "Cannot publish to the warehouse: it belongs to pipeline '%s', which published last at %s and is complete to %s; expected '%s'. Give each pipeline a warehouse of its own, or this one its name"
                            .formatted(ledger.pipeline(), ledger.publishedAt(), ledger.completeTo(), pipeline));
        }
    }

    private static RefusedPublishException refused(Publish publish, @Nullable UUID newest, LedgerEntry ledger) {
        String message =
                "Cannot publish %s to the warehouse: %s. The warehouse is complete to %s and was published to last at %s, by %s; expected that to be %s. %s"
                        .formatted(
                                publish.id(),
                                reason(publish, newest, ledger),
                                ledger.completeTo(),
                                ledger.publishedAt(),
                                newest,
                                publish.previous(),
                                WHAT_TO_DO);
        return newest == null ? RefusedPublishException.byNewWarehouse(message) : new RefusedPublishException(message);
    }

    private static String reason(Publish publish, @Nullable UUID newest, LedgerEntry ledger) {
        if (newest == null) {
            return NEW_ONE;
        }
        if (publish.previous() == null) {
            return WITHOUT_CHECKPOINT;
        }
        return ledger.recent().contains(publish.previous())
                ? OLDER + ", or " + ANOTHER_WROTE
                : ANOTHER_WROTE + ", or " + OLDER;
    }
}
