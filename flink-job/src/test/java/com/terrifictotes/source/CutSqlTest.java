package com.terrifictotes.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.source.TableReading.Extent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CutSqlTest {

    private static final TableReading ALL = new TableReading(Extent.EVERYTHING, 0, 0, true);
    private static final TimeZone ZONE = TimeZone.getDefault();

    @AfterEach
    void restoreZone() {
        TimeZone.setDefault(ZONE);
    }

    @Test
    void everythingIsCopiedWithTheTransactionThatWroteIt() {
        assertThat(CutSql.copy("public", Cuts.DESIGN, ALL))
                .isEqualTo("COPY (SELECT \"design_id\", \"design_name\", \"last_updated\", xmin FROM"
                        + " \"public\".\"design\") TO STDOUT (FORMAT binary)");
    }

    @Test
    void whatWasWrittenSinceAFenceIsWithinItsDistanceFromNow() {
        assertThat(CutSql.copy("public", Cuts.DESIGN, new TableReading(Extent.SINCE_FENCE, 4711, 0, true)))
                .endsWith("FROM \"public\".\"design\" WHERE age(xmin) BETWEEN 0 AND age('4711'::xid)) TO STDOUT"
                        + " (FORMAT binary)");
    }

    @Test
    void ofAFenceBeyondTheFirstFourBillionTransactionsOnlyTheLowerBitsCount() {
        long fence = (3L << 32) + 4_294_967_290L;

        assertThat(CutSql.copy("public", Cuts.DESIGN, new TableReading(Extent.SINCE_FENCE, fence, 0, true)))
                .contains("age('4294967290'::xid)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/Los_Angeles", "Asia/Kolkata", "UTC"})
    void aWindowBeginsAtATimeInUtcWhateverTheZoneOfTheMachine(String zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        long from = Instant.parse("2024-11-15T14:20:52.186Z").toEpochMilli();
        TableReading window = new TableReading(Extent.WINDOW, 4711, from, false);

        assertThat(CutSql.copy("public", Cuts.DESIGN, window))
                .contains(" WHERE \"last_updated\" >= TIMESTAMP '2024-11-15T14:20:52.186' AND age(xmin) BETWEEN 0 AND"
                        + " age('4711'::xid))");
        assertThat(CutSql.copy("public", withZone(), window))
                .contains(" WHERE \"last_updated\" >= TIMESTAMPTZ '2024-11-15T14:20:52.186+00' AND age(xmin) BETWEEN"
                        + " 0 AND age('4711'::xid))");
    }

    @Test
    void numbersAreOfDigitsPostgresKnowsWhereverTheJobRuns() {
        Locale locale = Locale.getDefault(Locale.Category.FORMAT);
        try {
            Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("fa-IR"));
            assertThat(CutSql.copy("public", Cuts.DESIGN, new TableReading(Extent.SINCE_FENCE, 4711, 0, true)))
                    .contains("age('4711'::xid)");
        } finally {
            Locale.setDefault(Locale.Category.FORMAT, locale);
        }
    }

    @Test
    void namesAreQuotedWhateverIsInThem() {
        TableSchema odd = new TableSchema(
                "Robert\"); DROP TABLE Students;--",
                List.of(Column.of("the \"key\"", ColumnType.of(Kind.INT32), false)),
                List.of("the \"key\""));

        assertThat(CutSql.copy("My Schema", odd, ALL))
                .isEqualTo("COPY (SELECT \"the \"\"key\"\"\", xmin FROM \"My Schema\".\"Robert\"\"); DROP TABLE"
                        + " Students;--\") TO STDOUT (FORMAT binary)");
        assertThat(CutSql.copy("My Schema", odd, new ChunkSplit(odd.name(), 1L, 2L, 0)))
                .contains("WHERE \"the \"\"key\"\"\" >= 1 AND \"the \"\"key\"\"\" < 2)");
    }

    @Test
    void aColumnOfATypeWithoutAKindOfItsOwnIsReadAsText() {
        TableSchema parcel = new TableSchema(
                "parcel", List.of(new Column("id", ColumnType.of(Kind.TEXT), false, "uuid", true, 1)), List.of("id"));

        assertThat(CutSql.copy("public", parcel, ALL)).startsWith("COPY (SELECT \"id\"::text, xmin FROM ");
    }

    @Test
    void aChunkIsARangeOfKeysThatMayBeOpen() {
        assertThat(whereOf(new ChunkSplit("design", null, null, 0))).isEmpty();
        assertThat(whereOf(new ChunkSplit("design", null, 5L, 0))).isEqualTo(" WHERE \"design_id\" < 5");
        assertThat(whereOf(new ChunkSplit("design", 5L, null, 0))).isEqualTo(" WHERE \"design_id\" >= 5");
        assertThat(whereOf(new ChunkSplit("design", -9L, -5L, 0)))
                .isEqualTo(" WHERE \"design_id\" >= -9 AND \"design_id\" < -5");
    }

    @Test
    void rowsAreCountedOfWhatIsReadSinceAFenceAndTheFilesComparedOfWhateverIsRead() {
        TableSchema odd =
                new TableSchema("O'Hara\"s", List.of(Column.of("id", ColumnType.of(Kind.INT32), false)), List.of("id"));

        assertThat(CutSql.count("public", odd, new TableReading(Extent.SINCE_FENCE, 4711, 0, true)))
                .isEqualTo("""
                    SELECT (SELECT count(*) FROM "public"."O'Hara""s"),
                           coalesce(bool_and(nullif(c.relfilenode, 0)
                               IS NOT DISTINCT FROM pg_catalog.pg_relation_filenode(c.oid)), false)
                           AND coalesce(bool_or(n.nspname = 'public' AND c.relname = 'O''Hara"s' AND c.oid = '"public"."O''Hara""s"'::regclass), false)
                    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                    WHERE c.oid = '"public"."O''Hara""s"'::regclass
                       OR c.oid IN (SELECT relid FROM pg_catalog.pg_partition_tree('"public"."O''Hara""s"'::regclass))""");
        assertThat(CutSql.count("public", odd, ALL)).startsWith("SELECT 0,");
        assertThat(CutSql.count("public", odd, new TableReading(Extent.WINDOW, 4711, 0, false)))
                .startsWith("SELECT 0,");
    }

    @Test
    void nothingCannotBeCopied() {
        assertThatThrownBy(() -> CutSql.copy("public", Cuts.DESIGN, new TableReading(Extent.NOTHING, 0, 0, true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot copy nothing: design");
    }

    private static String whereOf(ChunkSplit chunk) {
        String copy = CutSql.copy("public", Cuts.DESIGN, chunk);
        String before =
                "COPY (SELECT \"design_id\", \"design_name\", \"last_updated\", xmin FROM \"public\".\"design\"";
        assertThat(copy).startsWith(before).endsWith(") TO STDOUT (FORMAT binary)");
        return copy.substring(before.length(), copy.length() - ") TO STDOUT (FORMAT binary)".length());
    }

    private static TableSchema withZone() {
        return new TableSchema(
                "design",
                List.of(
                        Column.of("design_id", ColumnType.of(Kind.INT32), false),
                        Column.of("last_updated", ColumnType.of(Kind.INSTANT), false)),
                List.of("design_id"));
    }
}
