package com.terrifictotes.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.SourceCatalog;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many deletes of a large table, and none of it. */
@Timeout(180)
class BulkDeletesIT {

    private static final int ROWS = 1_000_000;
    private static final int DELETED = 100_000;

    @Test
    void aHundredThousandOfAMillionAreGoneInBatchesAndNoneWhenNoneAre() throws SQLException {
        SourceDatabase source = SourceDatabase.create();
        source.run(
                "CREATE TABLE account (id int PRIMARY KEY, name text)",
                "INSERT INTO account SELECT n, 'Name of ' || n FROM generate_series(1, %d) n".formatted(ROWS),
                "ANALYZE account");
        SourceCatalog catalog = source.catalog();
        Metrics metrics = new Metrics();
        CutTask task = new CutTask(
                Objects.requireNonNull(new FirstLoad(catalog, Follower.options())
                        .plan(source.database())
                        .splits()
                        .cuts()),
                catalog,
                Follower.options(),
                new ReaderMetrics(metrics, catalog));
        try (Session session = new Session(source.database())) {
            assertThat(sum(batches(task, session))).isEqualTo(ROWS);
            for (int i = 0; i < 3; i++) {
                source.run("UPDATE account SET name = 'Other' WHERE id = 1");
                assertThat(batches(task, session)).containsExactly(1);
                tell("nothing deleted", metrics);
            }
            source.run("DELETE FROM account WHERE id %% %d = 0".formatted(ROWS / DELETED));
            List<Integer> batches = batches(task, session);
            tell("10 % deleted", metrics);
            assertThat(sum(batches)).isEqualTo(DELETED);
            assertThat(batches).allMatch(size -> size <= RowBatch.MOST_ROWS);
            assertThat(metrics.value("table.account.rowsGone")).isEqualTo(DELETED);
            assertThat(metrics.value("table.account.keysKnown")).isEqualTo(ROWS - DELETED);
        }
    }

    private static void tell(String what, Metrics metrics) {
        System.out.printf("a cut of %,d rows, %s: %d ms%n", ROWS, what, metrics.value("lastCutMillis"));
    }

    private static int sum(List<Integer> batches) {
        return batches.stream().mapToInt(Integer::intValue).sum();
    }

    /** How many rows each batch of the next cut has. */
    private static List<Integer> batches(CutTask task, Session session) throws SQLException {
        List<Integer> sizes = new ArrayList<>();
        while (true) {
            List<Reading> readings = task.read(session).readings();
            boolean isClosed = readings.get(readings.size() - 1) instanceof Reading.Closed;
            sizes.add(readings.size() - (isClosed ? 1 : 0));
            if (isClosed) {
                return sizes;
            }
        }
    }
}
