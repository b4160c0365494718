package com.terrifictotes.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The clock of totesys is set back, and jumps ahead. A server's clock is the machine's, so in this one database the
 * function that tells it is another one, which is off by what a table says.
 */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class ClockOfTheSourceIT {

    private static final long HOUR = Duration.ofHours(1).toMillis();

    private SourceDatabase source;

    @BeforeEach
    void create() throws SQLException {
        source = SourceDatabase.create();
        source.run(
                "CREATE TABLE design (id int PRIMARY KEY, name text, last_updated timestamp(3))",
                "CREATE INDEX ON design (last_updated)",
                "INSERT INTO design SELECT n, 'Wooden', now() AT TIME ZONE 'UTC' FROM generate_series(1, 50) n",
                "ANALYZE",
                "CREATE TABLE clock_error (id int PRIMARY KEY, shift interval)",
                "INSERT INTO clock_error VALUES (1, '0')",
                "GRANT SELECT ON clock_error TO PUBLIC",
                "ALTER FUNCTION pg_catalog.transaction_timestamp() RENAME TO true_transaction_timestamp",
                """
                CREATE FUNCTION pg_catalog.transaction_timestamp() RETURNS timestamptz LANGUAGE sql STABLE AS
                'SELECT pg_catalog.true_transaction_timestamp() + shift FROM public.clock_error'""");
    }

    @Test
    void instantsGrowAndNoRowIsLost() throws SQLException {
        List<Long> instants = new ArrayList<>();
        try (Follower follower = Follower.begin(source, Follower.options(10, Duration.ofHours(5)))) {
            instants.add(follower.next().cuts().cut());
            instants.add(follower.next().cuts().cut());
            for (String off : List.of("-1 hour", "-2 hours", "0", "+1 hour", "+1 day", "-1 hour", "0")) {
                source.run(
                        "UPDATE clock_error SET shift = '%s'".formatted(off),
                        "UPDATE design SET name = '%s', last_updated = clock_timestamp() AT TIME ZONE 'UTC' + interval '%s' WHERE id = 7"
                                .formatted(off, off));
                Follower.Cut cut = follower.next();
                assertThat(cut.words()).as("set by %s", off).contains("7 " + off);
                instants.add(cut.cuts().cut());
            }
        }
        assertThat(instants).isSorted().doesNotHaveDuplicates();
        assertThat(instants.get(6) - instants.get(5)).isBetween(22 * HOUR, 24 * HOUR);
        assertThat(instants.get(8) - instants.get(6))
                .as("waiting for the clock")
                .isEqualTo(2);
    }
}
