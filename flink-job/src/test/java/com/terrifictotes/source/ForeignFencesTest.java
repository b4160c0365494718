package com.terrifictotes.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A table that could not be read while totesys became another database, a restored one say. */
class ForeignFencesTest {

    private static final Identity BEFORE = new Identity(1, 1, 1);
    private static final Identity AFTER = new Identity(2, 1, 1);
    private static final TableProgress KNOWN = new TableProgress("incarnation", 700, 10);
    private static final TableProgress READ_AGAIN = new TableProgress("incarnation", 900, 20);

    private final CutsSplit cuts = new CutsSplit(10, 10, 700, BEFORE, Map.of("stopped", KNOWN, "followed", KNOWN));

    @Test
    void itsFenceOfTheOtherDatabaseIsForgotten() {
        CutsSplit closed = cuts.closed(20, new Snapshot(900, 900, 20, AFTER), Map.of("followed", READ_AGAIN));
        assertThat(closed.tables()).isEqualTo(Map.of("followed", READ_AGAIN));
    }

    @Test
    void itsFenceStaysWhileTheDatabaseIsTheSame() {
        CutsSplit closed = cuts.closed(20, new Snapshot(900, 900, 20, BEFORE), Map.of("followed", READ_AGAIN));
        assertThat(closed.tables()).isEqualTo(Map.of("followed", READ_AGAIN, "stopped", KNOWN));
    }
}
