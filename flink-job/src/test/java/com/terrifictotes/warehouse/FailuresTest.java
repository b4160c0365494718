package com.terrifictotes.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FailuresTest {

    @Test
    void anAnswerThatTookTooLongNamesTheSetting() {
        assertThat(reason("canceling statement due to statement timeout", "57014"))
                .isEqualTo(
                        "canceling statement due to statement timeout; a setting says how long it may take: Warehouse:"
                                + " statement.timeout. Publishing a first load takes longest, and so does waiting for a lock that"
                                + " somebody else holds");
    }

    @Test
    void whatAnOperatorCanDoIsSaid() {
        assertThat(reason("cannot execute UPDATE in a read-only transaction", "25006"))
                .endsWith("; expected a warehouse that can be written, is this a standby?");
        assertThat(reason("could not extend file", "53100")).endsWith("; the warehouse needs room");
        assertThat(reason("too many connections", "53300"))
                .endsWith("; the job needs a connection for each of its writers and two more");
    }

    @Test
    void theRestIsAsTheDatabaseSaysIt() {
        assertThat(reason("the connection broke", "08006")).isEqualTo("the connection broke");
        assertThat(reason("the driver is at a loss", null)).isEqualTo("the driver is at a loss");
    }

    private static String reason(String message, @Nullable String state) {
        return Failures.reason(new SQLException(message, state));
    }
}
