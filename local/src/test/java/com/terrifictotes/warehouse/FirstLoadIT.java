package com.terrifictotes.warehouse;

import static com.terrifictotes.warehouse.StarRows.FIRST_CUT;
import static com.terrifictotes.warehouse.StarRows.SECOND_CUT;
import static com.terrifictotes.warehouse.StarRows.payment;
import static com.terrifictotes.warehouse.StarRows.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.local.warehouse.Migrations;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The first versions of a first load wait in a place of their own, and are seen with the first cut that is complete. */
class FirstLoadIT {

    /** The version of the schema before that which has first loads. */
    private static final int BEFORE_FIRST_LOADS = 5;

    private static final String PAYMENTS =
            "SELECT payment_id, version, is_current, is_deleted FROM fact_payment ORDER BY 1, 2";
    private static final String LOADS =
            "SELECT tablename FROM pg_tables WHERE schemaname = 'etl' AND tablename LIKE 'load%' ORDER BY 1";

    /** All that makes a table what it is, but for where its rows lie. */
    private static final String TABLES = """
            SELECT c.relname, c.relkind, c.relacl, pg_get_userbyid(c.relowner), obj_description(c.oid, 'pg_class'),
                (SELECT array_agg((a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                    pg_get_expr(d.adbin, d.adrelid), col_description(c.oid, a.attnum)) ORDER BY a.attnum)
                 FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
                 WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
                (SELECT array_agg((conname, contype, pg_get_constraintdef(oid)) ORDER BY conname)
                 FROM pg_constraint WHERE conrelid = c.oid),
                (SELECT array_agg(pg_get_indexdef(indexrelid) ORDER BY indexrelid::regclass::text)
                 FROM pg_index WHERE indrelid = c.oid),
                CASE c.relkind WHEN 'v' THEN pg_get_viewdef(c.oid) END,
                pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), (SELECT attname FROM pg_attribute
                    WHERE attrelid = c.oid AND attnum = 1))
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'public' AND c.relkind IN ('r', 'v')
            ORDER BY c.relname""";

    private final TestWarehouse warehouse = TestWarehouse.create();

    @Test
    void theyAreSeenWithTheFirstCompleteCut() throws Exception {
        try (HandJob job = new HandJob(warehouse)) {
            job.write(payment(FIRST_CUT, 1, 1, "1.00"), payment(FIRST_CUT, 2, 1, "2.00"), sale(FIRST_CUT, 1, 7));
            Publish publish = job.checkpoint(FIRST_CUT);
            assertThat(warehouse.loaded()).isEqualTo(3);
            assertThat(warehouse.staged()).isZero();
            assertThat(warehouse.rows(PAYMENTS)).isEmpty();

            Published published = job.publish(publish);

            assertThat(published.rows()).containsEntry("fact_payment", 2L).containsEntry("dim_transaction", 1L);
        }
        assertThat(warehouse.rows(PAYMENTS)).containsExactly("1|1|t|f", "2|1|t|f");
        assertThat(warehouse.rows("SELECT transaction_id, is_deleted, is_inferred FROM dim_transaction"))
                .containsExactly("1|f|f");
        assertThat(warehouse.rows("SELECT transaction_id, version, valid_to, is_current FROM dim_transaction_history"))
                .containsExactly("1|1|infinity|t");
        // Nobody knows what these refer to: so they are inferred, as always.
        assertThat(warehouse.rows("SELECT counterparty_id, is_inferred FROM dim_counterparty"))
                .containsExactly("1|t");
    }

    @Test
    void aTableThatWasFilledIsAsItWasInEverythingElse() throws Exception {
        warehouse.execute("CREATE ROLE analyst_%1$s; GRANT SELECT ON fact_payment, current_fact_payment TO analyst_%1$s"
                .formatted(warehouse.name()));
        warehouse.execute("GRANT SELECT ON dim_transaction TO PUBLIC");
        List<String> before = warehouse.rows(TABLES);

        bringEverything();

        assertThat(warehouse.rows(TABLES)).isEqualTo(before);
        assertThat(warehouse.rows(LOADS)).doesNotContain("load_fact_payment", "load_dim_transaction");
        warehouse.execute("DROP OWNED BY analyst_%1$s; DROP ROLE analyst_%1$s".formatted(warehouse.name()));
    }

    @Test
    void laterVersionsThatComeWithTheFirstFollowThem() throws Exception {
        try (HandJob job = new HandJob(warehouse)) {
            job.bring(FIRST_CUT, payment(FIRST_CUT, 1, 1, "1.00"), payment(FIRST_CUT, 1, 2, "2.00"));
            job.bring(SECOND_CUT, payment(SECOND_CUT, 1, 3, "3.00"));
        }
        assertThat(warehouse.rows(PAYMENTS)).containsExactly("1|1|f|f", "1|2|f|f", "1|3|t|f");
    }

    @Test
    void whatIsOfALaterCutOrOfADeadBatchIsNotSeen() throws Exception {
        try (HandJob job = new HandJob(warehouse)) {
            job.abandon(payment(FIRST_CUT, 3, 1, "3.00"));
            job.write(payment(FIRST_CUT, 1, 1, "1.00"), payment(SECOND_CUT, 2, 1, "2.00"));

            job.bring(FIRST_CUT);
            assertThat(warehouse.rows(PAYMENTS)).containsExactly("1|1|t|f");

            job.bring(SECOND_CUT);
            assertThat(warehouse.rows(PAYMENTS)).containsExactly("1|1|t|f", "2|1|t|f");
        }
    }

    /** As a writer does that has looked for the place of its rows before the publish, and sends behind it. */
    @Test
    void aWriterThatBeganBeforeThePublishGoesOnBehindIt() throws Exception {
        try (HandJob job = new HandJob(warehouse, 2)) {
            job.write(payment(FIRST_CUT, 1, 1, "1.00"));
            Publish publish = job.checkpoint(FIRST_CUT);
            job.writeTo(1, StarRows.many(SECOND_CUT));
            job.publish(publish);
            job.writeTo(1, StarRows.many(SECOND_CUT));
            assertThat(warehouse.rows(PAYMENTS)).containsExactly("1|1|t|f");

            job.bring(SECOND_CUT);
        }
        assertThat(warehouse.value("SELECT count(*) FROM current_fact_payment")).isEqualTo("40001");
        assertThat(warehouse.rows(LOADS)).isEmpty();
    }

    /** What stands on a key of the table, such as a view that groups by it, is not taken away. */
    @Test
    void whatSomebodyElseHasBuiltOnATableStays() throws Exception {
        warehouse.execute("CREATE VIEW of_an_analyst AS"
                + " SELECT payment_record_id, payment_amount FROM fact_payment GROUP BY payment_record_id");

        bringEverything();

        assertThat(warehouse.rows("SELECT payment_amount FROM of_an_analyst ORDER BY 1"))
                .containsExactly("1.00", "2.00");
        assertThat(warehouse.rows(PAYMENTS)).containsExactly("1|1|t|f", "2|1|t|f");
        assertThat(warehouse.staged()).isZero();
        assertThat(warehouse.rows(LOADS)).isEmpty();
    }

    /** Rows that were committed before a reader began, in a table that becomes visible behind its back, would be seen. */
    @Test
    void whoReadsByAnOlderSnapshotSeesNothingOfIt() throws Exception {
        try (Connection reader = warehouse.connect();
                Statement statement = reader.createStatement();
                HandJob job = new HandJob(warehouse)) {
            job.write(sale(FIRST_CUT, 1, 7), payment(FIRST_CUT, 1, 1, "1.00"));
            Publish publish = job.checkpoint(FIRST_CUT);
            reader.setAutoCommit(false);
            reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("SELECT count(*) FROM etl.ledger");

            job.publish(publish);

            for (String table : List.of("fact_payment", "dim_transaction", "dim_transaction_history", "etl.ledger")) {
                assertThat(TestWarehouse.rows(reader, "SELECT * FROM " + table))
                        .as(table)
                        .isEmpty();
            }
        }
        assertThat(warehouse.rows(PAYMENTS)).containsExactly("1|1|t|f");
    }

    @Test
    void whoHoldsATableIsNotWaitedFor() throws Exception {
        try (Connection analyst = warehouse.connect();
                Statement statement = analyst.createStatement()) {
            analyst.setAutoCommit(false);
            statement.execute("SELECT count(*) FROM fact_payment");

            bringEverything();

            assertThat(warehouse.rows(PAYMENTS)).containsExactly("1|1|t|f", "2|1|t|f");
            assertThat(warehouse.rows("SELECT * FROM dim_transaction")).hasSize(1);
        }
    }

    @Test
    void onlyWhoPublishesMayTakeALoadIn() throws Exception {
        try (HandJob job = new HandJob(warehouse)) {
            job.write(payment(FIRST_CUT, 1, 1, "1.00"));
            job.checkpoint(FIRST_CUT);
        }
        String analyst = "curious_" + warehouse.name();
        warehouse.execute("CREATE ROLE %1$s; GRANT USAGE ON SCHEMA etl TO %1$s".formatted(analyst));
        assertThatThrownBy(() -> warehouse.execute(
                        "SET SESSION AUTHORIZATION %s; SELECT etl.take_in_load('fact_payment')".formatted(analyst)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("may not publish");
        warehouse.execute("DROP OWNED BY %1$s; DROP ROLE %1$s".formatted(analyst));
        assertThat(warehouse.loaded()).isEqualTo(1);
    }

    @Test
    void aWarehouseThatWasPublishedToHasNoFirstLoad() throws Exception {
        TestWarehouse older = TestWarehouse.ofVersion(BEFORE_FIRST_LOADS);
        older.execute("INSERT INTO etl.publish (id, pipeline, published_at, rows)"
                + " VALUES (gen_random_uuid(), 'totes', now(), '{}')");

        Migrations.migrate(older);

        assertThat(older.rows(LOADS)).isEmpty();
        try (HandJob job = new HandJob(older)) {
            job.bring(FIRST_CUT, payment(FIRST_CUT, 1, 1, "1.00"));
        }
        assertThat(older.rows(PAYMENTS)).containsExactly("1|1|t|f");
    }

    private void bringEverything() throws Exception {
        try (HandJob job = new HandJob(warehouse)) {
            job.bring(
                    FIRST_CUT,
                    sale(FIRST_CUT, 1, 7),
                    payment(FIRST_CUT, 1, 1, "1.00"),
                    payment(FIRST_CUT, 2, 1, "2.00"));
        }
    }
}
