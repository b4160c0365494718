package com.terrifictotes.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private static final Patience PATIENT = new Patience(Duration.ofMillis(1), Duration.ofMinutes(1));
    private static final Patience IMPATIENT = new Patience(Duration.ofMillis(1), Duration.ofMillis(20));

    private final AtomicInteger tries = new AtomicInteger();
    private final AtomicInteger retries = new AtomicInteger();

    @Test
    void aBrokenConnectionIsTriedAgain() throws Exception {
        assertThat(attempts(PATIENT).<String>of(() -> failing(2, "08006"))).isEqualTo("done");
        assertThat(tries).hasValue(3);
        assertThat(retries).hasValue(2);
    }

    @Test
    void whatCannotGetBetterIsNotTriedAgain() {
        assertThatThrownBy(() -> attempts(PATIENT).of(() -> failing(2, "42501")))
                .isInstanceOf(SQLException.class);
        assertThat(tries).hasValue(1);
        assertThat(retries).hasValue(0);
    }

    @Test
    void patienceEnds() {
        assertThatThrownBy(() -> attempts(IMPATIENT).of(() -> failing(Integer.MAX_VALUE, "57P03")))
                .isInstanceOf(SQLException.class);
        assertThat(tries).hasValueGreaterThan(1);
    }

    @Test
    void aCancelledTaskDoesNotWait() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> attempts(PATIENT).of(() -> failing(1, "08006")))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void patienceIsNotNegative() {
        assertThatThrownBy(() -> new Patience(Duration.ZERO, Duration.ofMinutes(-1)))
                .hasMessage("Cannot wait for the warehouse: pauses of PT0S for PT-1M, expected no less than nothing");
    }

    private Attempts attempts(Patience patience) {
        return new Attempts(patience, retries::incrementAndGet);
    }

    private String failing(int times, String state) throws SQLException {
        if (tries.incrementAndGet() <= times) {
            throw new SQLException("failed on purpose", state);
        }
        return "done";
    }
}
