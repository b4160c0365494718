package com.terrifictotes.lake;

import static com.terrifictotes.lake.Changes.FRIDAY;
import static com.terrifictotes.lake.Changes.PAYMENT;
import static com.terrifictotes.lake.Changes.insert;
import static com.terrifictotes.lake.Changes.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.ChangeTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole sink in a cluster, west of Greenwich. */
class RawZoneTest {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = ZoneCluster.ofTwoSlots();

    private static final TimeZone ZONE = TimeZone.getDefault();
    private static final long NEVER = Long.MAX_VALUE;

    @TempDir
    Path zone;

    @BeforeAll
    static void liveInLosAngeles() {
        TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));
    }

    @AfterAll
    static void comeHome() {
        TimeZone.setDefault(ZONE);
    }

    @Test
    void aFailureLosesNoChangeAndDoublesNone() throws Exception {
        FailsOnce.HAS_FAILED.set(false);
        int changes = 40_000;
        List<TableSchema> tables = tables(12);
        StreamExecutionEnvironment environment = ZoneCluster.environment();
        environment.enableCheckpointing(50);
        run(
                environment
                        .fromSequence(0, changes - 1)
                        .map(new FailsOnce())
                        .map(number -> numbered(tables, number))
                        .returns(ChangeTypes.CHANGE),
                tables,
                NEVER);

        assertThat(FailsOnce.HAS_FAILED).isTrue();
        assertThat(DuckDb.query(
                        "SELECT \"table\", count(*), count(DISTINCT id), min(id) % 12, bool_and(value = id::TEXT)"
                                + " FROM " + DuckDb.files(zone) + " GROUP BY 1, id % 12 ORDER BY id % 12"))
                .containsExactlyElementsOf(IntStream.range(0, 12)
                        .mapToObj(i -> {
                            int rows = (changes - i + 11) / 12;
                            return "table_%d|%d|%d|%d|true".formatted(i, rows, rows, i);
                        })
                        .toList());
    }

    @Test
    void folderSaysTheTableAndTheDayOfTheCutInUtc() throws Exception {
        TableSchema staff = table("staff", ColumnType.of(Kind.TEXT));
        TableSchema odd = table("odd/name: 100%", ColumnType.of(Kind.TEXT));
        run(
                ZoneCluster.environment()
                        .fromData(
                                ChangeTypes.CHANGE,
                                at(staff, "2024-11-15T00:00:00Z"),
                                at(staff, "2024-11-15T23:59:59.999Z"),
                                at(staff, "2024-11-16T00:00:00Z"),
                                at(odd, "2024-11-16T07:59:59Z")),
                List.of(staff, odd),
                NEVER);

        assertThat(DuckDb.query("SELECT \"table\", cut_date, count(*), min(_cut), max(_cut) FROM " + DuckDb.files(zone)
                        + " GROUP BY ALL ORDER BY ALL"))
                .containsExactly(
                        "odd/name: 100%|2024-11-16|1|2024-11-16 07:59:59|2024-11-16 07:59:59",
                        "staff|2024-11-15|2|2024-11-15 00:00:00|2024-11-15 23:59:59.999",
                        "staff|2024-11-16|1|2024-11-16 00:00:00|2024-11-16 00:00:00");
        assertThat(zone.resolve("table=odd%2Fname%3A 100%25/cut_date=2024-11-16"))
                .isDirectory();
        assertThat(ZoneFiles.visible(zone))
                .allSatisfy(
                        file -> assertThat(file.getFileName().toString()).matches("part-[-0-9a-f]{36}-\\d+\\.parquet"));
    }

    @Test
    void aFileIsClosedWhenItHasReachedItsSize() throws Exception {
        long size = 256 * 1024;
        int payments = 100_000;
        run(
                ZoneCluster.environment()
                        .fromSequence(0, payments - 1)
                        .map(number -> Changes.payment(number.intValue()))
                        .returns(ChangeTypes.CHANGE)
                        .setParallelism(1),
                List.of(PAYMENT),
                size);

        assertThat(DuckDb.query("SELECT count(*), count(DISTINCT payment_id) FROM " + DuckDb.files(zone)))
                .containsExactly(payments + "|" + payments);
        assertThat(ZoneFiles.visible(zone)).hasSizeGreaterThan(5);
        assertThat(ZoneFiles.visible(zone))
                .allSatisfy(file -> assertThat(Files.size(file)).isLessThan(size * 5 / 4));
    }

    @Test
    void aSizeOfNothingIsRefused() {
        assertThatThrownBy(() -> RawZone.sink(new org.apache.flink.core.fs.Path("/raw"), List.of(PAYMENT), 0))
                .hasMessage("Cannot close files after 0 bytes, expected 1 or more");
    }

    private void run(DataStream<Change> changes, List<TableSchema> tables, long closeAfterBytes) throws Exception {
        changes.keyBy(Change::table)
                .sinkTo(RawZone.sink(new org.apache.flink.core.fs.Path(zone.toUri()), tables, closeAfterBytes))
                .name("raw zone");
        changes.getExecutionEnvironment().execute();
    }

    private static List<TableSchema> tables(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> table("table_" + i, ColumnType.of(Kind.TEXT)))
                .toList();
    }

    private static Change numbered(List<TableSchema> tables, long number) {
        TableSchema table = tables.get((int) (number % tables.size()));
        return insert(
                table,
                FRIDAY,
                new RowBuilder().int32((int) number).text(Long.toString(number)).build());
    }

    private static Change at(TableSchema table, String cut) {
        return insert(
                table, Instant.parse(cut), new RowBuilder().int32(1).nothing().build());
    }
}
