package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.pipeline.Texts;
import com.terrifictotes.local.rebuild.Rebuild;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A swap that is held up when it has done most: once its session is ended there, once it goes on. Who reads sees the old
 * content or the new.
 */
final class HeldUpSwap {

    /** What is wrong then: thousands of rows, in facts, dimensions and their history. */
    static final List<String> DAMAGE = List.of(
            "DELETE FROM fact_payment WHERE payment_id % 2 = 0",
            "UPDATE fact_sales_order SET units_sold = -1 WHERE sales_order_id % 3 = 0",
            "UPDATE dim_location SET city = 'Atlantis'",
            "DELETE FROM dim_staff_history WHERE staff_id > 10");

    private static final String CONTENT = """
            SELECT (SELECT count(*) FROM fact_payment), (SELECT sum(units_sold) FROM fact_sales_order),
              (SELECT string_agg(city, ',' ORDER BY location_id) FROM dim_location),
              (SELECT count(*) FROM dim_staff_history)""";

    /** The table it comes to last. */
    private static final String LAST = "fact_payment";

    private static final String WAITING =
            "SELECT pid FROM pg_locks WHERE relation = '%s'::regclass AND NOT granted".formatted(LAST);
    private static final String WRITTEN_BY_WHO_WAITS = """
            SELECT DISTINCT relation::regclass::text FROM pg_locks WHERE granted AND mode = 'RowExclusiveLock'
            AND relation IN ('fact_sales_order'::regclass, 'dim_location'::regclass, 'dim_staff_history'::regclass)
            AND pid IN (%s) ORDER BY 1""".formatted(WAITING);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StarPipeline pipeline;
    private final Rebuild rebuild;

    /** @param rebuild that has been compared with the damaged warehouse */
    HeldUpSwap(StarPipeline pipeline, Rebuild rebuild) {
        this.pipeline = pipeline;
        this.rebuild = rebuild;
    }

    /** Swaps, and repairs the damage. */
    void requireAllOrNothing() throws Exception {
        List<List<String>> old = rows(CONTENT);
        try (Connection holder = hold()) {
            CompletableFuture<Void> swap = begin();
            assertThat(rows(CONTENT)).as("in the middle of the swap").isEqualTo(old);
            rows("SELECT pg_terminate_backend(pid) FROM (%s) w".formatted(WAITING));
            assertThatThrownBy(swap::join).hasCauseInstanceOf(EnvironmentException.class);
            assertThat(holder.isClosed()).isFalse();
        }
        assertThat(rows(CONTENT)).as("after a swap that was ended").isEqualTo(old);
        Set<List<List<String>>> seen = new HashSet<>();
        CompletableFuture<Void> swap;
        try (Connection holder = hold()) {
            swap = begin();
            seen.add(rows(CONTENT));
            assertThat(holder.isClosed()).isFalse();
        }
        while (!swap.isDone()) {
            seen.add(rows(CONTENT));
        }
        swap.join();
        assertThat(List.of(old, rows(CONTENT))).doesNotHaveDuplicates().containsAll(seen);
    }

    private CompletableFuture<Void> begin() throws SQLException {
        CompletableFuture<Void> swap = CompletableFuture.runAsync(() -> rebuild.swap(Optional.empty()));
        await("a swap that waits").atMost(PATIENCE).until(() -> !rows(WAITING).isEmpty());
        assertThat(rows(WRITTEN_BY_WHO_WAITS))
                .as("what it has written")
                .containsExactly(List.of("dim_location"), List.of("dim_staff_history"), List.of("fact_sales_order"));
        return swap;
    }

    /** Whoever reads the table may go on. */
    private Connection hold() throws SQLException {
        Connection holder = pipeline.warehouse();
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("LOCK TABLE %s IN SHARE MODE".formatted(LAST));
        }
        return holder;
    }

    private List<List<String>> rows(String query) throws SQLException {
        try (Connection connection = pipeline.warehouse();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return Texts.of(rows);
        }
    }
}
