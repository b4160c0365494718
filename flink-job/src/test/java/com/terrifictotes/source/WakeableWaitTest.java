package com.terrifictotes.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WakeableWaitTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final WakeableWait pause = new WakeableWait();

    @Test
    void aPauseThatNobodyEndsLastsItsTime() {
        long began = Clock.millis();

        assertThat(pause.isOver(Duration.ofMillis(30))).isTrue();
        assertThat(Clock.millis() - began).isGreaterThanOrEqualTo(29);
    }

    @Test
    void noPauseIsOverAtOnce() {
        assertThat(pause.isOver(Duration.ZERO)).isTrue();
    }

    @Test
    void anotherThreadEndsAPause() throws Exception {
        CompletableFuture<Boolean> isOver = CompletableFuture.supplyAsync(() -> pause.isOver(LONG));

        pause.wakeUp();

        assertThat(isOver.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void aCallThatCameBeforeThePauseEndsItAndAllCallsEndOnlyOne() {
        pause.wakeUp();
        pause.wakeUp();

        assertThat(pause.isOver(LONG)).isFalse();
        assertThat(pause.isOver(Duration.ofMillis(1))).isTrue();
    }

    @Test
    void anInterruptedThreadDoesNotWaitAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertThat(pause.isOver(LONG)).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }
}
