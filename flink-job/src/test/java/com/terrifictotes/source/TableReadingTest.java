package com.terrifictotes.source;

import static com.terrifictotes.source.Cuts.DESIGN;
import static com.terrifictotes.source.Cuts.HOUR;
import static com.terrifictotes.source.Cuts.MINUTE;
import static com.terrifictotes.source.Cuts.NINE;
import static com.terrifictotes.source.Cuts.closed;
import static com.terrifictotes.source.Cuts.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.source.TableReading.Extent;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TableReadingTest {

    private static final TableStatistics SMALL = new TableStatistics(1_000, true);
    private static final TableStatistics LARGE = new TableStatistics(1_001, true);
    private static final TableStatistics LARGE_WITHOUT_INDEX = new TableStatistics(1_000_000, false);

    private static final TableReading EVERYTHING = new TableReading(Extent.EVERYTHING, 0, 0, true);
    private static final TableReading NOTHING = new TableReading(Extent.NOTHING, 0, 0, true);
    private static final TableReading NOTHING_IN_THE_WINDOW = new TableReading(Extent.NOTHING, 0, 0, false);

    static Stream<Arguments> cases() {
        CutsSplit atNine = closed(NINE, 500);
        Snapshot minuteLater = snapshot(510, 520, NINE + MINUTE);
        return Stream.of(
                arguments("never read", neverRead(), minuteLater, SMALL, EVERYTHING),
                arguments("read with other columns", read("other"), minuteLater, SMALL, EVERYTHING),
                arguments("another database", atNine, ofItsCopy(minuteLater), SMALL, EVERYTHING),
                arguments("ids went backwards", atNine, snapshot(499, 499, NINE + MINUTE), SMALL, EVERYTHING),
                arguments(
                        "a fence almost half the circle of ids ago",
                        atNine,
                        snapshot(500, 2_000_000_500, NINE + MINUTE),
                        SMALL,
                        EVERYTHING),
                arguments(
                        "a fence just less than that",
                        atNine,
                        snapshot(500, 2_000_000_499, NINE + MINUTE),
                        SMALL,
                        sinceFence(500)),
                arguments("nothing was written", atNine, snapshot(500, 500, NINE + MINUTE), SMALL, NOTHING),
                arguments("something was written", atNine, minuteLater, SMALL, sinceFence(500)),
                arguments("an old writer is open", atNine, snapshot(500, 520, NINE + MINUTE), SMALL, sinceFence(500)),
                arguments("large, with an index", atNine, minuteLater, LARGE, window(500, NINE - HOUR)),
                arguments("large, without an index", atNine, minuteLater, LARGE_WITHOUT_INDEX, sinceFence(500)),
                arguments("nothing known of its size", atNine, minuteLater, TableStatistics.UNKNOWN, sinceFence(500)),
                arguments(
                        "large, nothing was written at all",
                        atNine,
                        snapshot(500, 500, NINE + 9 * MINUTE),
                        LARGE,
                        NOTHING),
                arguments(
                        "large, just before its sweep",
                        sweptAt(NINE - 4 * MINUTE + 1),
                        minuteLater,
                        LARGE,
                        windowOf(sweptAt(NINE))),
                arguments("large, its sweep is due", sweptAt(NINE - 4 * MINUTE), minuteLater, LARGE, sinceFence(400)),
                arguments(
                        "large, nothing was written since the last cut but since its sweep",
                        sweptAt(NINE - MINUTE),
                        snapshot(500, 500, NINE + MINUTE),
                        LARGE,
                        NOTHING_IN_THE_WINDOW),
                arguments(
                        "large, nothing was written since the last cut, and its sweep is due",
                        sweptAt(NINE - 4 * MINUTE),
                        snapshot(500, 500, NINE + MINUTE),
                        LARGE,
                        sinceFence(400)),
                arguments(
                        "large, the first cut after its chunks",
                        loadedAt(NINE, 500),
                        minuteLater,
                        LARGE,
                        sinceFence(500)),
                arguments(
                        "large, the clock was set back by an hour",
                        sweptAt(NINE - MINUTE),
                        snapshot(510, 520, NINE - HOUR),
                        LARGE,
                        sinceFence(400)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aTableIsReadAsFarAsItMustBe(
            String what, CutsSplit cuts, Snapshot snapshot, TableStatistics statistics, TableReading expected) {
        assertThat(TableReading.plan(DESIGN, cuts, snapshot, statistics, Cuts.options(false)))
                .isEqualTo(expected);
    }

    @Test
    void aLargeTableWithoutATimeHasNoWindow() {
        TableSchema country = tableWith(Column.of("name", ColumnType.of(Kind.TEXT), false));

        assertThat(planOf(country)).isEqualTo(sinceFence(500));
    }

    @Test
    void aLargeTableWhoseTimeIsATextHasNoWindow() {
        TableSchema legacy = tableWith(Column.of("last_updated", ColumnType.of(Kind.TEXT), false));

        assertThat(planOf(legacy)).isEqualTo(sinceFence(500));
    }

    @Test
    void aLargeTableWhoseTimeHasAZoneHasAWindow() {
        TableSchema modern = tableWith(Column.of("last_updated", ColumnType.of(Kind.INSTANT), false));

        assertThat(planOf(modern)).isEqualTo(window(500, NINE - HOUR));
    }

    @Test
    void anIndexIsAdvisedForALargeTableThatHasATimeAndNone() {
        TableSchema country = tableWith(Column.of("name", ColumnType.of(Kind.TEXT), false));

        assertThat(needsIndex(DESIGN, LARGE_WITHOUT_INDEX)).isTrue();
        assertThat(needsIndex(DESIGN, LARGE)).isFalse();
        assertThat(needsIndex(DESIGN, TableStatistics.UNKNOWN)).isFalse();
        assertThat(needsIndex(country, LARGE_WITHOUT_INDEX)).isFalse();
    }

    /** A standby that falls behind makes instants stand still; its clock has not been set back. */
    @Test
    void aStandbyThatFallsBehindIsNotSweptForIt() {
        Snapshot behind = new Snapshot(510, 520, NINE + HOUR, NINE - MINUTE, Cuts.TOTESYS);

        assertThat(TableReading.plan(DESIGN, sweptAt(NINE), behind, LARGE, Cuts.options(false)))
                .isEqualTo(window(500, NINE - HOUR));
    }

    private static boolean needsIndex(TableSchema table, TableStatistics statistics) {
        return TableReading.needsIndex(table, statistics, Cuts.options(false));
    }

    private static TableReading planOf(TableSchema table) {
        TableProgress progress = new TableProgress(table.shape(), 500, NINE);
        CutsSplit cuts = new CutsSplit(NINE, NINE, 500, Cuts.TOTESYS, Map.of(table.name(), progress));
        return TableReading.plan(table, cuts, snapshot(510, 520, NINE + MINUTE), LARGE, Cuts.options(false));
    }

    private static TableSchema tableWith(Column column) {
        return new TableSchema(
                "other", List.of(Column.of("id", ColumnType.of(Kind.INT32), false), column), List.of("id"));
    }

    private static CutsSplit neverRead() {
        return new CutsSplit(NINE, NINE, 500, Cuts.TOTESYS, Map.of());
    }

    private static CutsSplit read(String incarnation) {
        return closed(NINE, 500, new TableProgress(incarnation, 500, NINE));
    }

    /** The last cut at nine, the last sweep earlier, when the fence was 400. */
    private static CutsSplit sweptAt(long sweep) {
        return closed(NINE, 500, new TableProgress(DESIGN.shape(), 400, sweep));
    }

    private static CutsSplit loadedAt(long clock, long fence) {
        TableProgress loaded = new TableProgress(DESIGN.shape(), fence, clock);
        return CutsSplit.beforeFirst(snapshot(fence, fence, clock), Map.of(DESIGN.name(), loaded), Map.of());
    }

    private static Snapshot ofItsCopy(Snapshot snapshot) {
        return new Snapshot(snapshot.fence(), snapshot.next(), snapshot.clock(), Cuts.ITS_COPY);
    }

    private static TableReading sinceFence(long fence) {
        return new TableReading(Extent.SINCE_FENCE, fence, 0, true);
    }

    private static TableReading windowOf(CutsSplit cuts) {
        return window(cuts.fence(), cuts.cut() - HOUR);
    }

    private static TableReading window(long fence, long from) {
        return new TableReading(Extent.WINDOW, fence, from, false);
    }
}
