package com.terrifictotes.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    private static final long NOON = 43_200_000;
    private static final long PAUSE = 300_000;
    private static final String REASON =
            "Cannot read table design: permission denied for function words (SQL state 42501)";

    private final Refusals refusals = new Refusals(PAUSE);

    @Test
    void oneIsForgivenTheNextInARowIsNot() {
        refusals.add(refusal(), NOON);
        assertThat(refusals.reason("design", NOON)).isEmpty();

        refusals.add(refusal(), NOON + 1);
        assertThat(refusals.reason("design", NOON + 1)).contains(REASON);
        assertThat(refusals.reason("staff", NOON + 1)).isEmpty();
    }

    @Test
    void aTableThatCouldBeReadAfterAllBeginsAnew() {
        refusals.add(refusal(), NOON);
        refusals.forgive(NOON + 1);
        assertThat(refusals.isEmpty()).isTrue();

        refusals.add(refusal(), NOON + 2);
        assertThat(refusals.reason("design", NOON + 2)).isEmpty();
    }

    @Test
    void aTableLeftAloneIsTriedAgainAfterAWhileAndLeftAloneAtOnceIfItIsRefusedAgain() {
        refusals.add(refusal(), NOON);
        refusals.add(refusal(), NOON + 1);
        refusals.forgive(NOON + 2);
        assertThat(refusals.reason("design", NOON + PAUSE)).contains(REASON);
        assertThat(refusals.reason("design", NOON + 1 + PAUSE)).isEmpty();

        refusals.add(refusal(), NOON + 2 + PAUSE);
        assertThat(refusals.reason("design", NOON + 3 + PAUSE)).contains(REASON);
    }

    @Test
    void aFailureThatAnotherTryHelpsByItselfIsNone() {
        SQLException broken = new SQLException("An I/O error occurred", "08006");
        assertThatObject(RefusedTableException.of("design", broken)).isSameAs(broken);
        assertThat(refusal().getMessage()).isEqualTo(REASON);
    }

    private static RefusedTableException refusal() {
        SQLException denied = new SQLException("permission denied for function words", "42501");
        return (RefusedTableException) RefusedTableException.of("design", denied);
    }
}
