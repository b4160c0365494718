package com.terrifictotes.lake;

import static com.terrifictotes.lake.Changes.FRIDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.change.ChangeTypes;
import com.terrifictotes.change.StarRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole sink in a cluster, with all tables of the star. */
class ProcessedZoneTest {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = ZoneCluster.ofTwoSlots();

    private static final long NEVER = Long.MAX_VALUE;

    @TempDir
    Path zone;

    @Test
    void aFailureLosesNoRowAndDoublesNone() throws Exception {
        FailsOnce.HAS_FAILED.set(false);
        List<StarTable> tables = StarSchema.all();
        int each = 3_000;
        StreamExecutionEnvironment environment = ZoneCluster.environment();
        environment.enableCheckpointing(50);
        run(
                environment
                        .fromSequence(0, (long) each * tables.size() - 1)
                        .map(new FailsOnce())
                        .map(ProcessedZoneTest::numbered)
                        .returns(ChangeTypes.STAR_ROW),
                NEVER);

        assertThat(FailsOnce.HAS_FAILED).isTrue();
        assertThat(DuckDb.query("SELECT \"table\", count(*), count(DISTINCT version), min(version), max(version) FROM "
                        + inOne() + " GROUP BY 1"))
                .containsExactlyInAnyOrderElementsOf(tables.stream()
                        .map(table -> "%s|%d|%d|1|%d".formatted(shelf(table), each, each, each))
                        .toList());
    }

    @Test
    void folderSaysTheTableAndTheDayOfTheCutInUtc() throws Exception {
        run(
                ZoneCluster.environment()
                        .fromData(
                                ChangeTypes.STAR_ROW,
                                at(StarSchema.DIM_STAFF, "2024-11-15T00:00:00Z", 1),
                                at(StarSchema.DIM_STAFF, "2024-11-15T23:59:59.999Z", 2),
                                at(StarSchema.FACT_PAYMENT, "2024-11-15T23:59:59.999Z", 3),
                                at(StarSchema.FACT_PAYMENT, "2024-11-16T00:00:00Z", 4),
                                at(StarSchema.QUARANTINE, "2024-11-16T07:59:59Z", 5)),
                NEVER);

        assertThat(DuckDb.query("SELECT \"table\", cut_date, list(version ORDER BY version) FROM " + inOne()
                        + " GROUP BY ALL ORDER BY ALL"))
                .containsExactly(
                        "dim_staff|2024-11-15|[1, 2]",
                        "fact_payment|2024-11-15|[3]",
                        "fact_payment|2024-11-16|[4]",
                        "sales_order|2024-11-16|[5]");
        assertThat(ZoneFiles.visible(zone))
                .allSatisfy(file -> assertThat(zone.relativize(file).toString())
                        .matches("(quarantine/)?table=\\w+/cut_date=2024-11-1[56]/part-[-0-9a-f]{36}-\\d+\\.parquet"));
    }

    @Test
    void aFileIsClosedWhenItHasReachedItsSize() throws Exception {
        long size = 64 * 1024;
        int days = 100_000;
        run(
                ZoneCluster.environment()
                        .fromSequence(1, days)
                        .map(number -> StarRows.version(StarSchema.DIM_DATE, FRIDAY, number.intValue()))
                        .returns(ChangeTypes.STAR_ROW)
                        .setParallelism(1),
                size);

        assertThat(DuckDb.query("SELECT count(*), count(DISTINCT version) FROM " + inOne()))
                .containsExactly(days + "|" + days);
        assertThat(ZoneFiles.visible(zone)).hasSizeGreaterThan(3);
        assertThat(ZoneFiles.visible(zone))
                .allSatisfy(file -> assertThat(Files.size(file)).isLessThan(size * 5 / 4));
    }

    @Test
    void aRowOfATableThatIsNotOfTheStarFailsTheJob() {
        DataStream<StarRow> rows = ZoneCluster.environment()
                .fromData(
                        ChangeTypes.STAR_ROW,
                        new StarRow("dim_weather", 0, new RowBuilder().int32(1).build()));

        assertThatThrownBy(() -> run(rows, NEVER))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .rootCause()
                .hasMessageStartingWith("Cannot write a row of the star to the lake: table dim_weather");
    }

    @Test
    void aSizeOfNothingIsRefused() {
        assertThatThrownBy(() -> ProcessedZone.sink(new org.apache.flink.core.fs.Path("/processed"), 0))
                .hasMessage("Cannot close files after 0 bytes, expected 1 or more");
    }

    /** Lines of the quarantine lie with those of the same table of totesys. */
    private static String shelf(StarTable table) {
        return table.equals(StarSchema.QUARANTINE) ? "sales_order" : table.name();
    }

    private void run(DataStream<StarRow> rows, long closeAfterBytes) throws Exception {
        rows.keyBy(StarRow::table)
                .sinkTo(ProcessedZone.sink(new org.apache.flink.core.fs.Path(zone.toUri()), closeAfterBytes))
                .name("processed zone");
        rows.getExecutionEnvironment().execute();
    }

    /** Number 0 is version 1 of the first table, number 1 that of the second, ... */
    private static StarRow numbered(long number) {
        List<StarTable> tables = StarSchema.all();
        StarTable table = tables.get((int) (number % tables.size()));
        return StarRows.version(table, FRIDAY, (int) (number / tables.size()) + 1);
    }

    private static StarRow at(StarTable table, String cut, int version) {
        return StarRows.version(table, Instant.parse(cut), version);
    }

    /** All tables together, each with the columns it has. */
    private String inOne() {
        return "read_parquet('%s/**/*.parquet', hive_partitioning = true, union_by_name = true)".formatted(zone);
    }
}
