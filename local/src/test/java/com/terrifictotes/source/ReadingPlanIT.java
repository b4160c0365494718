package com.terrifictotes.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.terrifictotes.source.ReadingPlan.PlannedTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadingPlanIT {

    private static final ReadingOptions OPTIONS = new ReadingOptions(
            "public",
            Set.of(),
            false,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            4_000,
            2_000,
            Duration.ofHours(1),
            Duration.ofMinutes(5));

    @Test
    void aPlanSaysHowEachTableIsReadAndHowMuchItIs() throws SQLException {
        SourceDatabase source = SourceDatabase.create();
        source.run(
                "CREATE TABLE small (id int PRIMARY KEY, name text)",
                "INSERT INTO small SELECT i, 'x' FROM generate_series(1, 700) i",
                "CREATE TABLE empty (id int PRIMARY KEY)",
                "CREATE TABLE large (id int PRIMARY KEY, last_updated timestamp(3))",
                "INSERT INTO large SELECT i, now() FROM generate_series(1, 10000) i",
                "CREATE INDEX ON large (last_updated)",
                "ANALYZE");

        try (Connection connection = source.database().connect()) {
            List<PlannedTable> plan = ReadingPlan.make(connection, source.catalog(), OPTIONS, 1_000);

            assertThat(plan)
                    .extracting(PlannedTable::table, PlannedTable::rows, PlannedTable::chunks, PlannedTable::isIndexed)
                    .containsExactly(
                            tuple("empty", 0L, 0L, false),
                            tuple("large", 10_000L, 3L, true),
                            tuple("small", 700L, 0L, false));
            // A tuple: the number of its fields, and a length before each: 2 + (4 + 4) + (4 + 8) + the transaction id's
            // 8.
            assertThat(plan.get(1).bytes()).isEqualTo(300_000);
            assertThat(plan.get(1).loadSeconds()).isPositive();
            assertThat(plan.get(1).scanSeconds()).isPositive();
        }
    }
}
