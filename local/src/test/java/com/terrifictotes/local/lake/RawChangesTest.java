package com.terrifictotes.local.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.ChangeKey;
import com.terrifictotes.change.Operation;
import com.terrifictotes.change.RowVersion;
import com.terrifictotes.local.EnvironmentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawChangesTest {

    private static final TableSchema DESIGN = new TableSchema(
            "design",
            List.of(
                    new Column("design_id", ColumnType.of(Kind.INT32), false, "integer", false),
                    new Column("design_name", ColumnType.of(Kind.TEXT), true, "text", false)),
            List.of("design_id"));

    private static final long NINE = Instant.parse("2026-11-23T09:00:00Z").toEpochMilli();
    private static final long TEN = Instant.parse("2026-11-23T10:00:00Z").toEpochMilli();
    private static final long TOMORROW = Instant.parse("2026-11-24T09:00:00Z").toEpochMilli();

    @TempDir
    private Path folder = Path.of("unset");

    private Path zone;
    private RawChanges raw;

    @BeforeEach
    void open() {
        zone = folder.resolve("a [raw] zone's *folder");
        raw = RawChanges.open(zone.toUri(), folder.resolve("room"));
    }

    @AfterEach
    void close() {
        raw.close();
        assertThat(folder.resolve("room")).isEmptyDirectory();
    }

    @Test
    void everyRowIsByteForByteWhatWasWritten() throws Exception {
        RandomRows rows = new RandomRows(7);
        List<Change> written = new ArrayList<>();
        for (int id = 1; id <= 3_000; id++) {
            written.add(change(RandomRows.TABLE, Operation.INSERT, 1, NINE, rows.row(id)));
        }
        Collections.shuffle(written, new Random(7));
        WrittenZone.add(zone, List.of(RandomRows.TABLE), written);

        List<Change> latest = read(raw.latest(RandomRows.TABLE, Instant.ofEpochMilli(NINE)));
        assertThat(latest)
                .extracting(change -> change.version().row().integer(0))
                .isSorted();
        assertThat(latest).containsExactlyInAnyOrderElementsOf(written);
        assertThat(read(raw.inOrderOfCut(RandomRows.TABLE))).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void theSchemaIsToldByTheFiles() throws Exception {
        WrittenZone.add(
                zone,
                List.of(RandomRows.TABLE),
                List.of(change(RandomRows.TABLE, Operation.INSERT, 1, NINE, new RandomRows(1).row(1))));

        TableSchema schema = raw.schema(RandomRows.TABLE.name()).orElseThrow();
        assertThat(schema.shape()).isEqualTo(RandomRows.TABLE.shape());
        assertThat(schema.columns())
                .extracting(Column::type)
                .containsExactlyElementsOf(
                        RandomRows.TABLE.columns().stream().map(Column::type).toList());
        assertThat(raw.schema("nobody")).isEmpty();
    }

    @Test
    void changesComeInTheOrderOfTheirCuts() throws Exception {
        Change first = change(DESIGN, Operation.INSERT, 1, NINE, design(2, "tote"));
        Change second = change(DESIGN, Operation.UPDATE, 2, TEN, design(2, "Tote"));
        Change third = change(DESIGN, Operation.INSERT, 1, TOMORROW, design(1, "bag"));
        WrittenZone.add(zone, List.of(DESIGN), List.of(third, second));
        WrittenZone.add(zone, List.of(DESIGN), List.of(first));

        assertThat(read(raw.inOrderOfCut(DESIGN))).containsExactly(first, second, third);
    }

    @Test
    void theStateOfACutHasTheLatestOfEachKeyAndNothingDeleted() throws Exception {
        Change bag = change(DESIGN, Operation.INSERT, 1, NINE, design(10, "bag"));
        Change tote = change(DESIGN, Operation.INSERT, 1, NINE, design(9, "tote"));
        Change renamed = change(DESIGN, Operation.UPDATE, 2, TEN, design(9, "Tote"));
        Row key = new RowBuilder().int32(10).nothing().build();
        Change deleted = new Change(Operation.DELETE, 2, RowVersion.gone(ChangeKey.of(DESIGN, key), TEN, key));
        Change again = change(DESIGN, Operation.INSERT, 3, TOMORROW, design(10, "bag"));
        WrittenZone.add(zone, List.of(DESIGN), List.of(again, deleted, bag, renamed, tote));

        assertThat(read(raw.latest(DESIGN, Instant.ofEpochMilli(NINE)))).containsExactly(tote, bag);
        assertThat(read(raw.latest(DESIGN, Instant.ofEpochMilli(TOMORROW - 1)))).containsExactly(renamed);
        assertThat(read(raw.latest(DESIGN, Instant.ofEpochMilli(TOMORROW)))).containsExactly(renamed, again);
        assertThat(read(raw.inOrderOfCut(DESIGN))).contains(deleted);
    }

    @Test
    void filesOfBeforeHaveNullInNewColumnsAndTheWidthOfNow() throws Exception {
        TableSchema now = new TableSchema(
                "design",
                List.of(
                        new Column("design_id", ColumnType.of(Kind.INT64), false, "bigint", false),
                        new Column("Design_Name", ColumnType.of(Kind.TEXT), true, "text", false),
                        new Column("design_name", ColumnType.of(Kind.TEXT), true, "text", false)),
                List.of("design_id"));
        Row renamed = new RowBuilder().int64(7).text("upper").text("Tote").build();
        WrittenZone.add(zone, List.of(DESIGN), List.of(change(DESIGN, Operation.INSERT, 1, NINE, design(7, "tote"))));
        WrittenZone.add(zone, List.of(now), List.of(change(now, Operation.UPDATE, 2, TEN, renamed)));

        assertThat(read(raw.inOrderOfCut(now)))
                .extracting(change -> change.version().row())
                .containsExactly(
                        new RowBuilder().int64(7).nothing().text("tote").build(), renamed);
        assertThat(raw.schema("design").orElseThrow().shape()).isEqualTo(now.shape());
    }

    @Test
    void aValueThatATypeCannotHoldFailsUnlessALaterOneTookItsPlace() throws Exception {
        TableSchema dated = new TableSchema(
                "design",
                List.of(
                        DESIGN.columns().get(0),
                        new Column("design_name", ColumnType.of(Kind.DATE), true, "date", false)),
                List.of("design_id"));
        Row friday = new RowBuilder().int32(1).int32(9_999).build();
        WrittenZone.add(zone, List.of(DESIGN), List.of(change(DESIGN, Operation.INSERT, 1, NINE, design(1, "soon"))));
        WrittenZone.add(zone, List.of(dated), List.of(change(dated, Operation.UPDATE, 2, TEN, friday)));

        assertThat(read(raw.latest(dated, Instant.ofEpochMilli(TEN))))
                .extracting(change -> change.version().row())
                .containsExactly(friday);
        assertThatThrownBy(() -> read(raw.inOrderOfCut(dated)))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith("Cannot read table design of the raw zone: ")
                .hasMessageContaining("soon");
    }

    @Test
    void whatIsBeingWrittenIsNotReadAndATableWithoutFilesHasNoChanges() throws Exception {
        WrittenZone.add(zone, List.of(DESIGN), List.of(change(DESIGN, Operation.INSERT, 1, NINE, design(1, "tote"))));
        Files.writeString(zone.resolve("table=design/cut_date=2026-11-23/.part-1.parquet.inprogress"), "half");
        Files.writeString(zone.resolve("table=design/cut_date=2026-11-23/.part-2.parquet"), "half");

        assertThat(read(raw.inOrderOfCut(DESIGN))).hasSize(1);
        assertThat(read(raw.inOrderOfCut(RandomRows.TABLE))).isEmpty();
    }

    private static List<Change> read(CloseableIterator<Change> changes) throws Exception {
        try (changes) {
            List<Change> all = new ArrayList<>();
            changes.forEachRemaining(all::add);
            return all;
        }
    }

    private static Row design(int id, String name) {
        return new RowBuilder().int32(id).text(name).build();
    }

    private static Change change(TableSchema table, Operation operation, int number, long cut, Row row) {
        return new Change(operation, number, new RowVersion(ChangeKey.of(table, row), cut, 4_294_967_295L, row));
    }
}
