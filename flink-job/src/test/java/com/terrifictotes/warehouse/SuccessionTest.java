package com.terrifictotes.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.flink.runtime.throwable.ThrowableClassifier;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SuccessionTest {

    private static final Instant COMPLETE = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant PUBLISHED = Instant.parse("2026-11-23T08:00:05Z");

    @Test
    void theFirstPublishFollowsNothing() throws Exception {
        assertThat(Succession.isPublished(publish(1, null), "totes", ledger())).isFalse();
    }

    @Test
    void aPublishFollowsTheNewest() throws Exception {
        assertThat(Succession.isPublished(publish(3, 2L), "totes", ledger(2, 1)))
                .isFalse();
    }

    @Test
    void whateverIsRememberedIsPublished() throws Exception {
        assertThat(Succession.isPublished(publish(2, 1L), "totes", ledger(2, 1)))
                .isTrue();
        assertThat(Succession.isPublished(publish(1, null), "totes", ledger(2, 1)))
                .isTrue();
    }

    @Test
    void aRefusalSaysAllThatIsKnown() {
        assertThatThrownBy(() -> Succession.isPublished(publish(4, 1L), "totes", ledger(2, 1)))
                .isInstanceOf(RefusedPublishException.class)
                .hasMessage("Cannot publish " + id(4) + " to the warehouse: this job was restored from an older "
                        + "checkpoint, or another job has written to this warehouse since. The warehouse is complete to "
                        + COMPLETE + " and was published to last at " + PUBLISHED + ", by " + id(2) + "; expected that "
                        + "to be " + id(1)
                        + ". Start the job from its newest checkpoint or savepoint; without one, give "
                        + "it an empty warehouse and let it begin again");
    }

    @Test
    void whatCannotFollowIsRefused() {
        assertRefused(publish(4, 3L), ledger(2, 1), "another job has written to this warehouse since, or");
        assertRefused(publish(4, null), ledger(2, 1), "this job began without a checkpoint");
        assertRefused(publish(4, 3L), ledger(), "this job carries on from a checkpoint, and the warehouse is a new");
    }

    @Test
    void aJobIsUnchallengedAsLongAsTheNewestMayBeItsOwn() {
        assertThatCode(() -> {
                    Succession.requireUnchallenged(Lineage.ofNewJob(), "totes", ledger());
                    Succession.requireUnchallenged(Lineage.behind(id(1)), "totes", ledger());
                    Succession.requireUnchallenged(Lineage.behind(id(2)), "totes", ledger(2, 1));
                    Succession.requireUnchallenged(Lineage.ofNewJob().with(id(1)), "totes", ledger());
                    Succession.requireUnchallenged(Lineage.behind(id(1)).with(id(2)), "totes", ledger(1));
                })
                .doesNotThrowAnyException();
    }

    /** Publishes before it are on their way: the newest of the ledger may be one of them. */
    @Test
    void aJobThatCarriesOnBehindAPublishNobodyHasMadeYetIsUnchallenged() {
        assertThatCode(() -> Succession.requireUnchallenged(Lineage.behind(id(4)), "totes", ledger(2, 1)))
                .doesNotThrowAnyException();
    }

    @Test
    void aJobIsChallengedWhenSomebodyPublishedBehindIt() {
        assertChallenged(Lineage.ofNewJob(), ledger(1), "this job began without a checkpoint");
        assertChallenged(Lineage.ofNewJob().with(id(9)), ledger(1), "this job began without a checkpoint");
        assertChallenged(Lineage.behind(id(1)), ledger(2, 1), "this job was restored from an older checkpoint");
        assertChallenged(Lineage.behind(id(1)).with(id(9)), ledger(2, 1), "another job has written");
    }

    @Test
    void aLineageForgetsWhatTheLedgerForgets() {
        Lineage lineage = Lineage.ofNewJob();
        for (int number = 1; number <= 257; number++) {
            lineage = lineage.with(id(number));
        }
        assertThat(lineage.publishes()).hasSize(256).startsWith(id(2)).endsWith(id(257));
        assertThat(lineage.isWhole()).isFalse();
    }

    @Test
    void flinkDoesNotTryAgainWhatIsRefused() {
        assertThat(ThrowableClassifier.getThrowableType(new RefusedPublishException("refused")))
                .isEqualTo(ThrowableType.NonRecoverableError);
    }

    private static void assertChallenged(Lineage own, LedgerEntry ledger, String reason) {
        assertThatThrownBy(() -> Succession.requireUnchallenged(own, "totes", ledger))
                .isInstanceOf(RefusedPublishException.class)
                .hasMessageStartingWith("Cannot carry on in the warehouse: ")
                .hasMessageContaining(reason);
    }

    private static void assertRefused(Publish publish, LedgerEntry ledger, String reason) {
        assertThatThrownBy(() -> Succession.isPublished(publish, "totes", ledger))
                .isInstanceOf(RefusedPublishException.class)
                .hasMessageContaining(reason);
    }

    private static Publish publish(long id, @Nullable Long previous) {
        return new Publish(id(id), previous == null ? null : id(previous), List.of(), null, 0);
    }

    private static LedgerEntry ledger(long... recent) {
        return new LedgerEntry(
                "totes",
                COMPLETE,
                PUBLISHED,
                Arrays.stream(recent).mapToObj(SuccessionTest::id).toList(),
                null);
    }

    private static UUID id(long number) {
        return new UUID(0, number);
    }
}
