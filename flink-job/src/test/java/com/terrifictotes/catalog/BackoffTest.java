package com.terrifictotes.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    private final SQLException gone = new SQLException("terminating connection", "57P01");

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource({
        "40001, a conflict with recovery, true",
        "40P01, a deadlock, true",
        "57014, cancelled, true",
        "57P01, shut down, true",
        "57P03, starting up, true",
        "08006, the connection broke, true",
        "08001, no connection, true",
        "53300, too many connections, true",
        "28P01, the password was changed, true",
        "28000, the login was refused, true",
        "55P03, a lock was not to be had, true",
        "58030, an input or output error, true",
        "72000, a snapshot that is too old, true",
        "25006, a read-only transaction, true",
        "25P03, idle for too long, true",
        ", no state at all, true",
        "0, half a state, true",
        "42501, no privilege, false",
        "42P01, no such table, false",
        "22003, a number out of range, false",
        "25001, a transaction is open, false",
        "3D000, no such database, false",
        "XX000, an internal error, false",
    })
    void aSecondTryHelpsAgainstWhatPasses(String state, String what, boolean isWorthwhile) {
        assertThat(Backoff.isWorthwhile(new SQLException(what, state))).isEqualTo(isWorthwhile);
    }

    @Test
    void waitsDoubleUpToTheLongest() throws SQLException {
        Backoff retry = new Backoff(Duration.ofSeconds(3), Duration.ofMinutes(30));

        assertThat(waits(retry, 5))
                .containsExactly(
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(3));
    }

    @Test
    void noWaitIsLongerThanTheLongest() throws SQLException {
        Backoff retry = new Backoff(Duration.ofMillis(20), Duration.ofMinutes(30));

        assertThat(waits(retry, 2)).containsExactly(Duration.ofMillis(20), Duration.ofMillis(20));
    }

    @Test
    void afterASuccessItBeginsAnew() throws SQLException {
        Backoff retry = new Backoff(Duration.ofSeconds(3), Duration.ofMinutes(30));
        retry.failed(gone, 0);
        retry.failed(gone, 1_000);

        retry.succeeded();

        assertThat(retry.failed(gone, Duration.ofHours(1).toMillis())).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void itGivesUpWhatHasFailedForTooLongWithTheLastFailure() throws SQLException {
        Backoff retry = new Backoff(Duration.ofSeconds(3), Duration.ofMinutes(30));
        retry.failed(gone, 1_000);
        retry.failed(gone, 1_000 + Duration.ofMinutes(30).toMillis());
        SQLException last = new SQLException("still starting up", "57P03");

        assertThatThrownBy(
                        () -> retry.failed(last, 1_001 + Duration.ofMinutes(30).toMillis()))
                .isSameAs(last);
    }

    @Test
    void itGivesUpAtOnceWhatASecondTryCannotHelp() {
        Backoff retry = new Backoff(Duration.ofSeconds(3), Duration.ofMinutes(30));
        SQLException denied = new SQLException("permission denied", "42501");

        assertThatThrownBy(() -> retry.failed(denied, 0)).isSameAs(denied);
    }

    private List<Duration> waits(Backoff retry, int count) throws SQLException {
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            waits.add(retry.failed(gone, i));
        }
        return waits;
    }
}
