package com.terrifictotes.warehouse;

import static com.terrifictotes.warehouse.StarRows.FIRST_CUT;
import static com.terrifictotes.warehouse.StarRows.FOURTH_CUT;
import static com.terrifictotes.warehouse.StarRows.SECOND_CUT;
import static com.terrifictotes.warehouse.StarRows.THIRD_CUT;
import static com.terrifictotes.warehouse.StarRows.dimensions;
import static com.terrifictotes.warehouse.StarRows.payment;
import static com.terrifictotes.warehouse.StarRows.quarantineEnds;
import static com.terrifictotes.warehouse.StarRows.quarantined;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.change.StarRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a publish makes of lines of the quarantine, and when there are too many of them. */
class QuarantineIT {

    private static final String LINES =
            "SELECT row_key, version, column_name, to_char(recorded_at, 'HH24:MI'), to_char(closed_at, 'HH24:MI')"
                    + " FROM etl.quarantine ORDER BY 1, 2, 3";
    private static final QuarantineLimit ONE_IN_TEN = new QuarantineLimit(new BigDecimal("0.1"));

    private final TestWarehouse warehouse = TestWarehouse.create();
    private HandJob job;

    @BeforeEach
    void begin() throws Exception {
        job = new HandJob(warehouse);
    }

    @AfterEach
    void end() throws Exception {
        job.close();
    }

    @Test
    void aLineIsOpenUntilTheNextVersionOfItsRow() throws Exception {
        job.bring(
                FIRST_CUT, line(FIRST_CUT, 6, 1, "paid"), line(FIRST_CUT, 6, 1, "payment_date"), line(FIRST_CUT, 7, 1));
        job.bring(SECOND_CUT, line(SECOND_CUT, 6, 2));
        assertThat(warehouse.rows(LINES))
                .containsExactly(
                        "6|1|paid|08:00|08:01",
                        "6|1|payment_date|08:00|08:01",
                        "6|2|payment_date|08:01|null",
                        "7|1|payment_date|08:00|null");

        job.write(quarantineEnds(THIRD_CUT, "payment", "6", 3));
        Published published = job.publish(job.checkpoint(THIRD_CUT));
        assertThat(published.rows()).isEmpty();
        assertThat(published.quarantined()).isEqualTo(Map.of("payment", 1L));
        assertThat(warehouse.rows("SELECT row_key, version, column_name FROM etl.open_quarantine"))
                .containsExactly("7|1|payment_date");
        assertThat(warehouse.rows(LINES)).contains("6|2|payment_date|08:01|08:02");
        assertThat(warehouse.staged()).isZero();
    }

    @Test
    void linesThatComeTogetherEndEachOther() throws Exception {
        job.bring(
                FOURTH_CUT,
                line(THIRD_CUT, 6, 4),
                line(FIRST_CUT, 6, 1),
                quarantineEnds(SECOND_CUT, "payment", "6", 3),
                line(FIRST_CUT, 6, 2),
                quarantineEnds(FOURTH_CUT, "payment", "7", 2),
                line(FIRST_CUT, 7, 1));

        assertThat(warehouse.rows(LINES))
                .containsExactly(
                        "6|1|payment_date|08:00|08:00",
                        "6|2|payment_date|08:00|08:01",
                        "6|4|payment_date|08:02|null",
                        "7|1|payment_date|08:00|08:03");
    }

    @Test
    void aRowOfAnotherTableOfTheSameKeyIsAnother() throws Exception {
        job.bring(FIRST_CUT, line(FIRST_CUT, 6, 1), quarantined(FIRST_CUT, "address", "6", 1, "city", "x"));
        job.bring(SECOND_CUT, quarantineEnds(SECOND_CUT, "address", "6", 2));

        assertThat(warehouse.rows("SELECT table_name FROM etl.open_quarantine")).containsExactly("payment");
    }

    @Test
    void tooMuchInQuarantineEndsTheJobAndNothingIsSeen() throws Exception {
        job.write(dimensions(FIRST_CUT));
        job.bring(FIRST_CUT, payments(FIRST_CUT, 100, 270));
        Map<String, ?> before = warehouse.visible();
        job.write(lines(SECOND_CUT, 1, 30));
        job.write(quarantined(SECOND_CUT, "payment", "1", 1, "paid", "maybe"));
        job.write(payment(SECOND_CUT, 370, 1, "1.00"));
        Publish tooMuch = job.checkpoint(SECOND_CUT);

        assertThatThrownBy(() -> job.publish(tooMuch, new QuarantineLimit(new BigDecimal("0.09"))))
                .isInstanceOf(QuarantineLimitException.class)
                .hasMessageStartingWith("""
                        Cannot publish the cut of 2026-11-23T08:01:00Z: too much does not fit the star:
                          - 30 of 301 rows of payment (30: payment_date is no date; 1: paid is no date)
                        expected at most 9 % of a table (Pipeline: quarantine.max-share). The warehouse stays as it is""")
                .hasMessageNotContaining("maybe")
                .hasMessageNotContaining("soon");
        assertThat(warehouse.visible()).isEqualTo(before);
        assertThat(warehouse.staged()).isEqualTo(32);
        assertThat(warehouse.value("SELECT refused_to FROM etl.ledger")).isEqualTo("2026-11-23 08:01:00+00");
    }

    @Test
    void whatWasRefusedComesWithTheFirstCutThatIsPutRight() throws Exception {
        job.write(lines(FIRST_CUT, 1, 30));
        job.write(payments(FIRST_CUT, 100, 10));
        Publish refused = job.checkpoint(FIRST_CUT);
        assertThatThrownBy(() -> job.publish(refused, ONE_IN_TEN)).isInstanceOf(QuarantineLimitException.class);

        assertThat(job.publish(refused, ONE_IN_TEN).rows()).isEmpty();
        try (HandJob restarted = HandJob.behind(refused, warehouse)) {
            Publish noNewCut = restarted.checkpoint(FIRST_CUT);
            assertThat(restarted.publish(noNewCut, ONE_IN_TEN).rows()).isEmpty();
            restarted.write(payments(SECOND_CUT, 1, 29));
            restarted.write(IntStream.rangeClosed(1, 29)
                    .mapToObj(key -> quarantineEnds(SECOND_CUT, "payment", Integer.toString(key), 2))
                    .toArray(StarRow[]::new));
            Published published = restarted.publish(restarted.checkpoint(SECOND_CUT), ONE_IN_TEN);

            assertThat(published.quarantined()).isEqualTo(Map.of("payment", 1L));
            assertThat(published.rows()).isEqualTo(Map.of("fact_payment", 39L, "quarantine", 30L));
        }
        assertThat(warehouse.value("SELECT complete_to, refused_to FROM etl.ledger"))
                .isEqualTo("2026-11-23 08:01:00+00|null");
        assertThat(warehouse.staged()).isZero();
    }

    @Test
    void aLaterCutThatIsNoBetterIsRefusedAgain() throws Exception {
        job.write(lines(FIRST_CUT, 1, 30));
        Publish refused = job.checkpoint(FIRST_CUT);
        assertThatThrownBy(() -> job.publish(refused, ONE_IN_TEN)).isInstanceOf(QuarantineLimitException.class);
        Publish noBetter = job.checkpoint(SECOND_CUT);

        assertThatThrownBy(() -> job.publish(noBetter, ONE_IN_TEN)).isInstanceOf(QuarantineLimitException.class);
        Publish allowed = job.checkpoint(THIRD_CUT);
        assertThat(job.publish(allowed, QuarantineLimit.none()).rows()).isEqualTo(Map.of("quarantine", 30L));
    }

    @Test
    void aFewRowsAreNeverTooMany() throws Exception {
        job.write(lines(FIRST_CUT, 1, 20));
        assertThat(job.publish(job.checkpoint(FIRST_CUT), ONE_IN_TEN).quarantined())
                .isEqualTo(Map.of("payment", 20L));

        job.write(lines(SECOND_CUT, 21, 21));
        Publish oneMore = job.checkpoint(SECOND_CUT);
        assertThatThrownBy(() -> job.publish(oneMore, ONE_IN_TEN)).hasMessageContaining("21 of 21 rows of payment");
    }

    @Test
    void aLimitOfNothingBearsNotASingleRow() throws Exception {
        job.write(lines(FIRST_CUT, 1, 1));
        job.write(payments(FIRST_CUT, 100, 10));
        Publish one = job.checkpoint(FIRST_CUT);

        assertThatThrownBy(() -> job.publish(one, new QuarantineLimit(BigDecimal.ZERO)))
                .hasMessageContaining("1 of 11 rows of payment")
                .hasMessageContaining("expected at most 0 % of a table");
    }

    @Test
    void aRowThatShowsAnEarlierVersionCountsOnce() throws Exception {
        job.bring(FIRST_CUT, payments(FIRST_CUT, 1, 300));
        job.write(IntStream.rangeClosed(1, 30)
                .mapToObj(key -> line(SECOND_CUT, key, 2))
                .toArray(StarRow[]::new));

        assertThat(job.publish(job.checkpoint(SECOND_CUT), ONE_IN_TEN).quarantined())
                .isEqualTo(Map.of("payment", 30L));
        job.write(line(THIRD_CUT, 31, 2));
        Publish oneMore = job.checkpoint(THIRD_CUT);
        assertThatThrownBy(() -> job.publish(oneMore, ONE_IN_TEN)).hasMessageContaining("31 of 300 rows of payment");
    }

    @Test
    void rowsThatNoStarTableIsMadeOfAloneAreNotCounted() throws Exception {
        job.write(IntStream.rangeClosed(1, 30)
                .mapToObj(key -> quarantined(FIRST_CUT, "department", Integer.toString(key), 1, "department_name", "x"))
                .toArray(StarRow[]::new));

        assertThat(job.publish(job.checkpoint(FIRST_CUT), ONE_IN_TEN).quarantined())
                .isEqualTo(Map.of("department", 30L));
    }

    private static StarRow line(Instant cut, int key, int version) {
        return line(cut, key, version, "payment_date");
    }

    private static StarRow line(Instant cut, int key, int version, String column) {
        return quarantined(cut, "payment", Integer.toString(key), version, column, "soon");
    }

    private static StarRow[] lines(Instant cut, int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(key -> line(cut, key, 1))
                .toArray(StarRow[]::new);
    }

    private static StarRow[] payments(Instant cut, int from, int count) {
        int version = cut.equals(FIRST_CUT) ? 1 : 2;
        return Stream.iterate(from, key -> key + 1)
                .limit(count)
                .map(key -> payment(cut, key, version, "1.00"))
                .toArray(StarRow[]::new);
    }
}
