package com.terrifictotes.warehouse;

import static com.terrifictotes.warehouse.StarRows.FIRST_CUT;
import static com.terrifictotes.warehouse.StarRows.SECOND_CUT;
import static com.terrifictotes.warehouse.StarRows.currency;
import static com.terrifictotes.warehouse.StarRows.currencyGone;
import static com.terrifictotes.warehouse.StarRows.dimensions;
import static com.terrifictotes.warehouse.StarRows.payment;
import static com.terrifictotes.warehouse.StarRows.paymentGone;
import static com.terrifictotes.warehouse.StarRows.paymentType;
import static com.terrifictotes.warehouse.StarRows.quarantined;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.source.Metrics;
import com.terrifictotes.warehouse.CutConnection.Moment;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The server ends the session of a publish at each of its statements. */
class KillPointsIT {

    private static final int NEVER = Integer.MAX_VALUE;

    @Test
    void aPublishThatBreaksAnywhereIsMadeOnceAndWhole() throws Exception {
        Map<String, List<String>> unbroken = story(NEVER, Moment.BEFORE).visible();
        int statements = statements();
        assertThat(statements).isGreaterThan(25);

        for (int n = 1; n <= statements; n++) {
            assertThat(story(n, Moment.BEFORE).visible())
                    .as("broken before statement %d of %d", n, statements)
                    .isEqualTo(unbroken);
        }
        assertThat(story(statements, Moment.AFTER).visible())
                .as("broken after COMMIT")
                .isEqualTo(unbroken);
    }

    @Test
    void theSinkTriesAgainByItself() throws Exception {
        TestWarehouse warehouse = TestWarehouse.create();
        try (HandJob job = new HandJob(warehouse)) {
            job.write(dimensions(FIRST_CUT));
            Publish publish = job.checkpoint(FIRST_CUT);
            FailingOnce failing = new FailingOnce(warehouse);
            Metrics metrics = new Metrics();
            new PublishCommitter(
                            failing, HandJob.publisher(), FailingOnce.PATIENCE, PublishMetrics.ofPublisher(metrics))
                    .commit(List.of(new HandRequest(publish)));

            assertThat(failing.connections()).isEqualTo(2);
            assertThat(metrics.value("publishRetries")).isOne();
            assertThat(metrics.value("publishes")).isOne();
            assertThat(metrics.value("completeTo")).isEqualTo(FIRST_CUT.toEpochMilli());
            assertThat(metrics.value("table.dim_currency.rowsPublished")).isOne();
        }
        assertThat(warehouse.value("SELECT count(*) FROM dim_currency")).isEqualTo("1");
    }

    /** How many statements the second publish of the story has, its COMMIT included. */
    private static int statements() throws Exception {
        TestWarehouse warehouse = TestWarehouse.create();
        try (HandJob job = begun(warehouse);
                Connection connection = warehouse.connect()) {
            CutConnection counting = CutConnection.after(connection, NEVER, Moment.BEFORE);
            HandJob.publisher().publish(counting.proxy(), rich(job));
            return counting.count();
        }
    }

    /** A warehouse after two publishes, the second of which broke at a statement and was made again. */
    private static TestWarehouse story(int statement, Moment moment) throws Exception {
        TestWarehouse warehouse = TestWarehouse.create();
        try (HandJob job = begun(warehouse)) {
            Publish publish = rich(job);
            if (statement != NEVER) {
                Map<String, List<String>> before = warehouse.visible();
                breakAt(warehouse, publish, statement, moment);
                if (warehouse
                        .value("SELECT recent[1] = '" + publish.id() + "' FROM etl.ledger")
                        .equals("f")) {
                    assertThat(warehouse.visible()).isEqualTo(before);
                }
            }
            job.publish(publish);
            assertThat(warehouse.staged()).isOne();
        }
        return warehouse;
    }

    private static void breakAt(TestWarehouse warehouse, Publish publish, int statement, Moment moment)
            throws SQLException {
        try (Connection connection = warehouse.connect()) {
            CutConnection cut = CutConnection.after(connection, statement, moment);
            assertThatThrownBy(() -> HandJob.publisher().publish(cut.proxy(), publish))
                    .isInstanceOf(SQLException.class);
        }
    }

    private static HandJob begun(TestWarehouse warehouse) throws Exception {
        HandJob job = new HandJob(warehouse);
        job.bring(FIRST_CUT, currency(FIRST_CUT, 1, 1, "GBP"), payment(FIRST_CUT, 1, 1, "1.00"));
        return job;
    }

    /** Something of everything, dead rows included, and a row for later. */
    private static Publish rich(HandJob job) throws Exception {
        job.write(dimensions(SECOND_CUT)[0], dimensions(SECOND_CUT)[5], paymentType(SECOND_CUT, 1, "SALES_REFUND"));
        job.write(
                currencyGone(SECOND_CUT, 1, 2, "GBP"),
                payment(SECOND_CUT, 1, 2, "2.00"),
                payment(SECOND_CUT, 2, 1, "2.00", 9),
                paymentGone(SECOND_CUT, 2, 2),
                paymentGone(SECOND_CUT, 1, 3),
                payment(SECOND_CUT, 1, 4, "4.00"),
                quarantined(SECOND_CUT, "3", "never"),
                payment(StarRows.THIRD_CUT, 3, 1, "3.00"));
        job.abandon(payment(SECOND_CUT, 66, 1, "6.66"));
        return job.checkpoint(SECOND_CUT);
    }
}
