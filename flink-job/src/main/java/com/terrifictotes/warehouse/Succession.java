package com.terrifictotes.warehouse;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which publish may follow what the ledger says. */
final class Succession {

    private static final String ANOTHER_WROTE = "another job has written to this warehouse since";
    private static final String OLDER = "this job was restored from an older checkpoint";
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
        if (!ledger.pipeline().equals(pipeline)) {
            throw new RefusedPublishException(
                    "Cannot publish to the warehouse: it belongs to pipeline '%s', which published last at %s and is complete to %s; expected '%s'. Give each pipeline a warehouse of its own, or this one its name"
                            .formatted(ledger.pipeline(), ledger.publishedAt(), ledger.completeTo(), pipeline));
        }
        if (ledger.recent().contains(publish.id())) {
            return true;
        }
        UUID newest = ledger.recent().isEmpty() ? null : ledger.recent().get(0);
        if (!Objects.equals(publish.previous(), newest)) {
            throw refused(publish, newest, ledger);
        }
        return false;
    }

    private static RefusedPublishException refused(Publish publish, @Nullable UUID newest, LedgerEntry ledger) {
        return new RefusedPublishException(
                "Cannot publish %s to the warehouse: %s. The warehouse is complete to %s and was published to last at %s, by %s; expected that to be %s. %s"
                        .formatted(
                                publish.id(),
                                reason(publish, newest, ledger),
                                ledger.completeTo(),
                                ledger.publishedAt(),
                                newest,
                                publish.previous(),
                                WHAT_TO_DO));
    }

    private static String reason(Publish publish, @Nullable UUID newest, LedgerEntry ledger) {
        if (newest == null) {
            return "this job carries on from a checkpoint, and the warehouse is a new one";
        }
        if (publish.previous() == null) {
            return "this job began without a checkpoint, and the warehouse is not a new one";
        }
        return ledger.recent().contains(publish.previous())
                ? OLDER + ", or " + ANOTHER_WROTE
                : ANOTHER_WROTE + ", or " + OLDER;
    }
}
