package com.terrifictotes.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The statements for one table of each role, whole, and what must hold for all. */
class SqlTest {

    private static final String INCOMING = """
            WITH incoming AS (SELECT s.* FROM "etl"."stage_%s" s WHERE s.cut <= (SELECT complete_to FROM etl.ledger)\
             AND s.batch_id IN (SELECT batch_id FROM etl.batch))
            """;

    private static final String FIRST = """
            , first AS MATERIALIZED (
                SELECT "payment_id", min(version) AS version FROM incoming GROUP BY "payment_id" ORDER BY "payment_id"
            )
            """;

    @Test
    void aDimensionIsClosedAddedToAndShown() {
        assertThat(merging(StarSchema.DIM_PAYMENT_TYPE))
                .containsExactly(
                        incoming("dim_payment_type") + """
                                DELETE FROM "public"."dim_payment_type_history" WHERE is_inferred AND "payment_type_id"\
                                 IN (SELECT "payment_type_id" FROM incoming)""",
                        incoming("dim_payment_type") + """
                                UPDATE "public"."dim_payment_type_history" h
                                SET valid_to = first.valid_from, is_current = false
                                FROM (SELECT DISTINCT ON ("payment_type_id") "payment_type_id", valid_from FROM incoming\
                                 ORDER BY "payment_type_id", version) first
                                WHERE h."payment_type_id" = first."payment_type_id" AND h.is_current""",
                        incoming("dim_payment_type") + """
                                INSERT INTO "public"."dim_payment_type_history" ("payment_type_id", "payment_type_name",\
                                 version, valid_from, valid_to, is_current)
                                SELECT "payment_type_id", "payment_type_name", version, valid_from,\
                                 coalesce(next_from, 'infinity'), next_from IS NULL
                                FROM (
                                    SELECT *, lead(valid_from) OVER (PARTITION BY "payment_type_id" ORDER BY version) AS\
                                 next_from FROM incoming
                                ) v
                                WHERE NOT is_deleted
                                ORDER BY "payment_type_id", version""",
                        incoming("dim_payment_type") + """
                                INSERT INTO "public"."dim_payment_type" ("payment_type_id", "payment_type_name",\
                                 is_deleted)
                                SELECT DISTINCT ON ("payment_type_id") "payment_type_id", "payment_type_name",\
                                 is_deleted FROM incoming ORDER BY "payment_type_id", version DESC
                                ON CONFLICT ("payment_type_id") DO UPDATE SET ("payment_type_id", "payment_type_name",\
                                 is_deleted, is_inferred) = (excluded."payment_type_id", excluded."payment_type_name",\
                                 excluded.is_deleted, false)""");
    }

    @Test
    void aFactIsSupersededAddedToAndDeleted() {
        List<String> statements = merging(StarSchema.FACT_PAYMENT);

        assertThat(statements).hasSize(2);
        assertThat(MergeSql.supersedeNext(StarSchema.FACT_PAYMENT)).isEqualTo(incoming("fact_payment") + FIRST + """
                        , superseded AS (
                            UPDATE "public"."fact_payment" f
                            SET is_current = false
                            FROM first
                            WHERE f."payment_id" = first."payment_id" AND f.version = first.version - 1 AND f.is_current
                            RETURNING 1
                        )
                        SELECT (SELECT count(*) FROM first WHERE version > 1) - (SELECT count(*) FROM superseded)""");
        assertThat(MergeSql.supersedeAny(StarSchema.FACT_PAYMENT)).isEqualTo(incoming("fact_payment") + FIRST + """
                        UPDATE "public"."fact_payment" f
                        SET is_current = false
                        FROM first
                        CROSS JOIN LATERAL (
                            SELECT b.version FROM "public"."fact_payment" b WHERE b."payment_id" = first."payment_id" AND\
                         b.version < first.version
                            ORDER BY b.version DESC LIMIT 1
                        ) before
                        WHERE f."payment_id" = first."payment_id" AND f.version = before.version AND f.is_current""");
        assertThat(statements.get(0))
                .startsWith(incoming("fact_payment") + "INSERT INTO \"public\".\"fact_payment\" (\"payment_id\",")
                .endsWith("""
                        version, recorded_at, is_last, false
                        FROM (
                            SELECT *, lead(version) OVER (PARTITION BY "payment_id" ORDER BY version) IS NULL AS is_last\
                         FROM incoming
                        ) v
                        WHERE NOT is_deleted
                        ORDER BY "payment_id", version""");
        assertThat(statements.get(1))
                .startsWith(incoming("fact_payment") + "INSERT INTO \"public\".\"fact_payment\" (\"payment_id\",")
                .endsWith("""
                        l."payment_date", d.version, d.recorded_at, false, true
                        FROM incoming d
                        CROSS JOIN LATERAL (
                            SELECT * FROM "public"."fact_payment" f WHERE f."payment_id" = d."payment_id" AND\
                         f.version < d.version ORDER BY f.version DESC LIMIT 1
                        ) l
                        WHERE d.is_deleted
                        ORDER BY d."payment_id", d.version""");
    }

    @Test
    void whatIsKnownInTheCalendarIsLeftAlone() {
        assertThat(merging(StarSchema.DIM_DATE))
                .singleElement()
                .asString()
                .contains("INSERT INTO \"public\".\"dim_date\" (\"date_id\", \"year\",")
                .endsWith("ON CONFLICT DO NOTHING");
    }

    @Test
    void linesOfTheQuarantineEndThoseBefore() {
        assertThat(merging(StarSchema.QUARANTINE))
                .satisfiesExactly(
                        end -> assertThat(end)
                                .contains("UPDATE \"etl\".\"quarantine\" q\nSET closed_at = first.recorded_at")
                                .endsWith("q.closed_at IS NULL"),
                        add -> assertThat(add)
                                .contains("INSERT INTO \"etl\".\"quarantine\" (\"table_name\",")
                                .endsWith("WHERE column_name <> ''\nON CONFLICT DO NOTHING"));
    }

    @Test
    void whatNobodyKnowsIsLookedForOnceForEachDimension() {
        assertThat(inferring(StarSchema.FACT_SALES_ORDER)).hasSize(6);
        assertThat(inferring(StarSchema.FACT_PAYMENT)).hasSize(5);
        assertThat(inferring(StarSchema.FACT_SALES_ORDER).get(0)).contains("""
                        , referred AS (SELECT "created_date" AS k FROM incoming UNION SELECT "last_updated_date" AS k FROM\
                         incoming UNION SELECT "agreed_payment_date" AS k FROM incoming UNION SELECT\
                         "agreed_delivery_date" AS k FROM incoming)""");
    }

    @Test
    void whetherNothingIsKnownIsAskedInOneLook() {
        String lacking = InferredSql.lacking(InferredSql.Scope.ofAll(StarSchema.FACT_PAYMENT));

        assertThat(lacking)
                .startsWith("WITH incoming AS NOT MATERIALIZED (SELECT * FROM \"public\".\"fact_payment\")\n")
                .containsOnlyOnce("FROM incoming")
                .contains("LEFT JOIN \"public\".\"dim_date\" d0 ON d0.\"date_id\" = f.\"created_date\"\n")
                .contains(
                        "LEFT JOIN \"public\".\"dim_transaction\" d3 ON d3.\"transaction_id\" = f.\"transaction_id\"\n")
                .contains("d0.\"date_id\" IS NULL AND isfinite(f.\"created_date\")")
                .contains("OR d3.\"transaction_id\" IS NULL AND f.\"transaction_id\" IS NOT NULL");
    }

    @Test
    void whatNobodyKnowsIsShownAndRemembered() {
        assertThat(inferring(StarSchema.FACT_PAYMENT).get(1)).isEqualTo(incoming("fact_payment") + """
                        , referred AS (SELECT "transaction_id" AS k FROM incoming), missing AS (
                            SELECT DISTINCT k FROM referred r
                            WHERE k IS NOT NULL AND NOT EXISTS (SELECT FROM "public"."dim_transaction" d WHERE\
                         d."transaction_id" = r.k))
                        , shown AS (
                            INSERT INTO "public"."dim_transaction" ("transaction_id", "transaction_type",\
                         "sales_order_id", "purchase_order_id", is_inferred) SELECT k, 'Not known', NULL, NULL, true FROM\
                         missing)
                        INSERT INTO "public"."dim_transaction_history" ("transaction_id", "transaction_type",\
                         "sales_order_id", "purchase_order_id", version, valid_from, valid_to, is_current, is_inferred)
                        SELECT k, 'Not known', NULL, NULL, 0, '-infinity', 'infinity', true, true FROM missing""");
    }

    @Test
    void rowsAreCopiedByNameAndInTheOrderTheyCome() {
        assertThat(StagingSql.copy(StarSchema.DIM_PAYMENT_TYPE))
                .isEqualTo(
                        "COPY \"etl\".\"stage_dim_payment_type\" (\"batch_id\", \"cut\", \"payment_type_id\","
                                + " \"payment_type_name\", \"version\", \"valid_from\", \"is_deleted\") FROM STDIN (FORMAT binary)");
    }

    @Test
    void everyTableOfTheStarHasItsStatements() {
        for (StarTable table : StarSchema.all()) {
            assertThat(merging(table))
                    .isNotEmpty()
                    .allSatisfy(statement -> assertThat(statement).startsWith(incoming(table.name())));
        }
        assertThat(StagingSql.count(StarSchema.all()))
                .contains("stage_quarantine")
                .containsOnlyOnce("ORDER BY place");
    }

    private static List<String> merging(StarTable table) {
        return Stream.concat(MergeSql.before(table).stream(), MergeSql.adding(table).stream())
                .toList();
    }

    private static List<String> inferring(StarTable fact) {
        return InferredSql.inferring(InferredSql.Scope.ofIncoming(fact));
    }

    private static String incoming(String table) {
        return INCOMING.formatted(table);
    }
}
