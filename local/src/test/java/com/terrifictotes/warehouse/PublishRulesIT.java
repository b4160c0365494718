package com.terrifictotes.warehouse;

import static com.terrifictotes.warehouse.StarRows.FIRST_CUT;
import static com.terrifictotes.warehouse.StarRows.FOURTH_CUT;
import static com.terrifictotes.warehouse.StarRows.SECOND_CUT;
import static com.terrifictotes.warehouse.StarRows.THIRD_CUT;
import static com.terrifictotes.warehouse.StarRows.currency;
import static com.terrifictotes.warehouse.StarRows.dimensions;
import static com.terrifictotes.warehouse.StarRows.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.change.StarRow;
import java.io.IOException;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may be published, when, and how often. */
class PublishRulesIT {

    private static final String VERSIONS = "SELECT payment_id, version FROM fact_payment ORDER BY 1, 2";

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
    void publishingTwiceChangesNothing() throws Exception {
        job.write(dimensions(FIRST_CUT));
        Publish first = job.bring(FIRST_CUT, payment(FIRST_CUT, 1, 1, "1.00"));
        Map<String, List<String>> once = warehouse.everything();

        assertThat(job.publish(first)).isEqualTo(Published.nothing(FIRST_CUT, Map.of()));
        assertThat(warehouse.everything()).isEqualTo(once);

        job.bring(SECOND_CUT, payment(SECOND_CUT, 1, 2, "2.00"));
        Map<String, List<String>> twice = warehouse.everything();
        job.publish(first);

        assertThat(warehouse.everything()).isEqualTo(twice);
    }

    @Test
    void onlyTheLedgerChangesWhenNothingCame() throws Exception {
        job.write(dimensions(FIRST_CUT));
        job.bring(FIRST_CUT, payment(FIRST_CUT, 1, 1, "1.00"));
        Map<String, List<String>> before = warehouse.everything();
        String ledger = warehouse.value("SELECT pipeline, published_at, rows FROM etl.ledger");
        job.bring(SECOND_CUT);
        Map<String, List<String>> after = warehouse.everything();

        assertThat(warehouse.value("SELECT complete_to = '" + SECOND_CUT + "' FROM etl.ledger"))
                .isEqualTo("t");
        assertThat(warehouse.value("SELECT pipeline, published_at, rows FROM etl.ledger"))
                .isEqualTo(ledger);
        before.remove("etl.ledger");
        after.remove("etl.ledger");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void aPublishWhosePredecessorIsMissingIsRefused() throws Exception {
        job.bring(FIRST_CUT, payment(FIRST_CUT, 1, 1, "1.00"));
        job.write(payment(SECOND_CUT, 1, 2, "2.00"));
        Publish second = job.checkpoint(SECOND_CUT);
        job.write(payment(THIRD_CUT, 1, 3, "3.00"));
        Publish third = job.checkpoint(THIRD_CUT);

        assertRefused(job, third, "another job has written to this warehouse since");

        job.publish(second);
        job.publish(third);
        assertThat(warehouse.rows(VERSIONS)).containsExactly("1|1", "1|2", "1|3");
    }

    @Test
    void aJobThatBeginsAgainIsRefused() throws Exception {
        job.bring(FIRST_CUT, payment(FIRST_CUT, 1, 1, "1.00"));
        try (HandJob again = new HandJob(warehouse)) {
            again.write(payment(SECOND_CUT, 1, 1, "1.00"));

            assertRefused(
                    again,
                    again.checkpoint(SECOND_CUT),
                    "this job began without a checkpoint, and the warehouse is not a new one");
        }
        job.bring(SECOND_CUT, payment(SECOND_CUT, 1, 2, "2.00"));
        assertThat(warehouse.rows(VERSIONS)).containsExactly("1|1", "1|2");
    }

    @Test
    void aJobThatCarriesOnIsRefusedByANewWarehouse() throws Exception {
        Publish elsewhere = job.checkpoint(FIRST_CUT);
        try (HandJob restored = HandJob.behind(elsewhere, warehouse)) {
            assertRefused(
                    restored,
                    restored.checkpoint(SECOND_CUT),
                    "this job carries on from a checkpoint, and the warehouse is a new one");
        }
        assertThat(warehouse.rows("SELECT * FROM etl.ledger")).isEmpty();
    }

    /** Its first publish follows none, and neither does that of a new job: what it staged tells them apart. */
    @Test
    void aFirstPublishThatWasStagedInALostWarehouseIsRefusedByANewOne() throws Exception {
        try (HandJob begun = new HandJob(TestWarehouse.create())) {
            begun.write(payment(FIRST_CUT, 1, 1, "1.00"));
            Publish staged = begun.checkpoint(FIRST_CUT);

            assertRefused(
                    job,
                    staged,
                    "its rows are not there, this job carries on from a checkpoint, and the warehouse is a new one. Nothing was published to the warehouse; expected that to be "
                            + staged.id());
        }
        assertThat(warehouse.rows("SELECT * FROM etl.ledger")).isEmpty();
    }

    @Test
    void aJobRestoredFromAnOlderCheckpointIsRefused() throws Exception {
        Publish first = job.bring(FIRST_CUT, payment(FIRST_CUT, 1, 1, "1.00"));
        job.bring(SECOND_CUT, payment(SECOND_CUT, 1, 2, "2.00"));
        try (HandJob restored = HandJob.behind(first, warehouse)) {
            restored.publish(first);
            restored.write(payment(SECOND_CUT, 1, 2, "2.00"));

            assertRefused(restored, restored.checkpoint(THIRD_CUT), "this job was restored from an older checkpoint");
        }
    }

    @Test
    void aJobRestoredFromItsNewestCheckpointCarriesOn() throws Exception {
        job.bring(FIRST_CUT, payment(FIRST_CUT, 1, 1, "1.00"));
        job.write(payment(SECOND_CUT, 1, 2, "2.00"));
        Publish checkpointed = job.checkpoint(SECOND_CUT);
        job.write(payment(THIRD_CUT, 1, 3, "9.99"));
        job.checkpoint(THIRD_CUT);

        try (HandJob restored = HandJob.behind(checkpointed, warehouse)) {
            restored.publish(checkpointed);
            restored.bring(THIRD_CUT, payment(THIRD_CUT, 1, 3, "3.00"));
        }
        assertThat(warehouse.rows("SELECT version, payment_amount FROM fact_payment ORDER BY 1"))
                .containsExactly("1|1.00", "2|2.00", "3|3.00");
        assertThat(warehouse.staged()).isZero();
    }

    @Test
    void aWarehouseBelongsToOnePipeline() throws Exception {
        job.bring(FIRST_CUT, payment(FIRST_CUT, 1, 1, "1.00"));
        try (HandJob another = new HandJob(warehouse)) {
            Publish publish = another.checkpoint(SECOND_CUT);

            assertThatThrownBy(() -> another.publish(publish, "another"))
                    .isInstanceOf(RefusedPublishException.class)
                    .hasMessageStartingWith("Cannot publish to the warehouse: it belongs to pipeline 'totes'")
                    .hasMessageContaining("complete to " + FIRST_CUT)
                    .hasMessageContaining("expected 'another'");
        }
    }

    @Test
    void rowsBeyondTheCutStayStagedUntilTheirs() throws Exception {
        Publish early = job.bring(
                FIRST_CUT,
                payment(FIRST_CUT, 1, 1, "1.00"),
                payment(SECOND_CUT, 1, 2, "2.00"),
                payment(THIRD_CUT, 1, 3, "3.00"));

        assertThat(warehouse.rows(VERSIONS)).containsExactly("1|1");
        assertThat(warehouse.rows("SELECT batch_id FROM etl.batch"))
                .containsExactly(early.batches().get(0).toString());

        job.bring(SECOND_CUT);
        assertThat(warehouse.rows(VERSIONS)).containsExactly("1|1", "1|2");

        job.bring(FOURTH_CUT, payment(FOURTH_CUT, 1, 4, "4.00"));
        assertThat(warehouse.rows(VERSIONS)).containsExactly("1|1", "1|2", "1|3", "1|4");
        assertThat(warehouse.rows("SELECT * FROM etl.batch")).isEmpty();
        assertThat(warehouse.value("SELECT count(*) FROM current_fact_payment")).isEqualTo("1");
    }

    @Test
    void nothingIsSeenBeforeTheFirstCutIsComplete() throws Exception {
        job.write(dimensions(FIRST_CUT));
        job.publish(job.checkpoint());
        job.write(payment(FIRST_CUT, 1, 1, "1.00"));
        job.publish(job.checkpoint());

        assertThat(warehouse.value("SELECT complete_to FROM etl.ledger")).isEqualTo("null");
        assertThat(warehouse.rows("SELECT * FROM dim_currency")).isEmpty();
        assertThat(warehouse.staged() + warehouse.loaded()).isEqualTo(7);

        job.bring(FIRST_CUT);
        assertThat(warehouse.rows(VERSIONS)).containsExactly("1|1");
        assertThat(warehouse.staged()).isZero();
    }

    @Test
    void theWarehouseNeverGoesBack() throws Exception {
        job.bring(SECOND_CUT, payment(SECOND_CUT, 1, 1, "1.00"));
        job.bring(FIRST_CUT, payment(SECOND_CUT, 1, 2, "2.00"));

        assertThat(warehouse.value("SELECT complete_to = '" + SECOND_CUT + "' FROM etl.ledger"))
                .isEqualTo("t");
        assertThat(warehouse.rows(VERSIONS)).containsExactly("1|1", "1|2");
    }

    @Test
    void whatADeadAttemptStagedIsSweptAndNothingElse() throws Exception {
        job.bring(FIRST_CUT, payment(FIRST_CUT, 1, 1, "1.00"));
        Publish last = job.checkpoint(SECOND_CUT);
        job.write(payment(THIRD_CUT, 2, 1, "6.66"));
        job.checkpoint(THIRD_CUT);
        assertThat(warehouse.staged()).isEqualTo(1);

        try (HandJob next = HandJob.behind(last, warehouse)) {
            next.publish(last);
            assertThat(warehouse.staged()).isEqualTo(1);

            next.bring(THIRD_CUT, payment(FOURTH_CUT, 3, 1, "3.00"));
            assertThat(warehouse.rows("SELECT payment_id FROM etl.stage_fact_payment"))
                    .containsExactly("3");
        }
    }

    @Test
    void whatALiveWriterHasNotHandedOverIsNotSwept() throws Exception {
        try (HandJob two = new HandJob(warehouse, 2)) {
            two.writeTo(0, payment(FIRST_CUT, 1, 1, "1.00"));
            Publish first = two.checkpoint(FIRST_CUT);
            two.writeTo(1, fill(SECOND_CUT));
            two.writeTo(0, payment(SECOND_CUT, 1, 2, "2.00"));
            Publish second = two.checkpoint(SECOND_CUT);
            two.writeTo(0, fill(THIRD_CUT));

            two.publish(first);
            two.publish(second);
            Publish third = two.checkpoint(THIRD_CUT);
            two.publish(third);
        }
        assertThat(warehouse.value(
                        "SELECT count(*), count(DISTINCT currency_id) FROM dim_currency_history WHERE NOT is_inferred"))
                .isEqualTo("60000|30000");
        assertThat(warehouse.staged()).isZero();
    }

    @Test
    void aWriterWhoseConnectionBrokeEndsQuietly() throws Exception {
        HandJob broken = new HandJob(warehouse);
        broken.write(fill(FIRST_CUT));
        try (Connection other = warehouse.connect()) {
            TestWarehouse.rows(
                    other,
                    "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
        }

        assertThatThrownBy(() -> broken.write(fill(FIRST_CUT)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Cannot stage rows of dim_currency in the warehouse: the test's warehouse, ");
        assertThatCode(broken::close).doesNotThrowAnyException();
    }

    @Test
    void aBatchThatWasHandedOverAndNotYetSeenIsNotSwept() throws Exception {
        job.write(payment(FOURTH_CUT, 1, 1, "1.00"));
        job.publish(job.checkpoint(FIRST_CUT));
        job.bring(SECOND_CUT, payment(SECOND_CUT, 2, 1, "2.00"));
        job.bring(THIRD_CUT, payment(THIRD_CUT, 3, 1, "3.00"));

        job.bring(FOURTH_CUT);
        assertThat(warehouse.rows(VERSIONS)).containsExactly("1|1", "2|1", "3|1");
    }

    /** Enough for a writer to stage some of it before its checkpoint. */
    private static StarRow[] fill(Instant cut) {
        int version = cut.equals(SECOND_CUT) ? 1 : 2;
        return IntStream.range(0, 30_000)
                .mapToObj(id -> currency(cut, id + 100, version, "C" + version))
                .toArray(StarRow[]::new);
    }

    private static void assertRefused(HandJob job, Publish publish, String reason) {
        assertThatThrownBy(() -> job.publish(publish))
                .isInstanceOf(RefusedPublishException.class)
                .hasMessageStartingWith("Cannot publish %s to the warehouse: ".formatted(publish.id()))
                .hasMessageContaining(reason)
                .hasMessageContaining("Start the job from its newest checkpoint or savepoint");
    }
}
