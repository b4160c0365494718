package com.terrifictotes.source;

import static com.terrifictotes.source.Cuts.NINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.ChangeKey;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of {@code source-state} were written by the version in their name and are never written again. */
class SplitSerializerTest {

    private static final ChunkSplit FIRST = new ChunkSplit("sales_order", null, 250_001L, NINE);
    private static final ChunkSplit LAST = new ChunkSplit("sales_order", 250_001L, null, NINE);
    private static final ChunkSplit WITH_KEYS = FIRST.of(Cuts.keys(1, 2, 250_000));
    private static final CutsSplit BEFORE_FIRST = CutsSplit.beforeFirst(
            new Snapshot(5_000_000_000L, 5_000_000_010L, NINE, Cuts.TOTESYS),
            Map.of("sales_order", new TableProgress("sales_order_id;sales_order_id integer", 5_000_000_000L, NINE)),
            Map.of());
    private static final CutsSplit IN_THE_MIDDLE = new CutsSplit(
            NINE,
            NINE + 5,
            5_000_000_000L,
            Cuts.TOTESYS,
            Map.of(
                    "design", new TableProgress("design_id;design_id integer;design_name text", 5_000_000_000L, NINE),
                    "Größe \"€\"", new TableProgress("größe;größe text", 4_999_999_999L, NINE - 1)));
    private static final CutsSplit WITH_ALL_KEYS = IN_THE_MIDDLE.withKeys(Map.of(
            "design", Cuts.keys(1, 2, 3, 65_536, Long.MAX_VALUE, -1, Long.MIN_VALUE),
            "Größe \"€\"", keysOfSizes("klein", "groß", "", "mittelgroß"),
            "gone", LiveKeys.none(new TableSchema("gone", Cuts.DESIGN.columns(), List.of("design_id")))));

    private final SplitSerializer splits = new SplitSerializer();
    private final EnumeratorStateSerializer states = new EnumeratorStateSerializer();

    static Stream<TotesysSplit> splits() {
        return Stream.of(
                FIRST,
                LAST,
                new ChunkSplit("design", null, null, Long.MIN_VALUE),
                new ChunkSplit("design", Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE),
                BEFORE_FIRST,
                IN_THE_MIDDLE,
                WITH_KEYS,
                WITH_ALL_KEYS,
                new CutsSplit(0, 0, 0, new Identity(-1, 0, 4_294_967_295L), Map.of()));
    }

    static Stream<EnumeratorState> states() {
        return Stream.of(
                EnumeratorState.UNPLANNED,
                EnumeratorState.planned(List.of(FIRST, LAST), BEFORE_FIRST),
                EnumeratorState.planned(List.of(), IN_THE_MIDDLE),
                EnumeratorState.planned(List.of(WITH_KEYS, LAST), WITH_ALL_KEYS),
                EnumeratorState.planned(List.of(LAST), null),
                EnumeratorState.planned(List.of(), null),
                EnumeratorState.planned(List.of(), null).endedBy(2_000L));
    }

    @ParameterizedTest
    @MethodSource("splits")
    void aSplitIsReadAsItWasWritten(TotesysSplit split) throws IOException {
        assertThat(splits.deserialize(splits.getVersion(), splits.serialize(split)))
                .isEqualTo(split);
    }

    @ParameterizedTest
    @MethodSource("states")
    void aStateIsReadAsItWasWritten(EnumeratorState state) throws IOException {
        assertThat(states.deserialize(states.getVersion(), states.serialize(state)))
                .isEqualTo(state);
    }

    @Test
    void aTableOfAsManyColumnsAsPostgresAllowsFits() throws IOException {
        String shape = "c0"
                + ";a_column_with_a_name_as_long_as_a_name_of_postgres_can_ever_be_000 numeric(10,2)".repeat(1_600);
        CutsSplit cuts = new CutsSplit(1, 1, 1, Cuts.TOTESYS, Map.of("wide", new TableProgress(shape, 1, 1)));

        assertThat(splits.deserialize(2, splits.serialize(cuts))).isEqualTo(cuts);
    }

    @Test
    void whatANewerJobWroteIsRefused() throws IOException {
        byte[] split = splits.serialize(FIRST);
        byte[] state = states.serialize(EnumeratorState.UNPLANNED);

        assertThatThrownBy(() -> splits.deserialize(3, split))
                .isInstanceOf(IOException.class)
                .hasMessage("Cannot read source state of version 3, expected 1 to 2");
        assertThatThrownBy(() -> states.deserialize(4, state))
                .isInstanceOf(IOException.class)
                .hasMessage("Cannot read source state of version 4, expected 1 to 3");
    }

    @Test
    void aSplitOfAnUnknownKindIsRefused() {
        assertThatThrownBy(() -> splits.deserialize(1, new byte[] {9}))
                .isInstanceOf(IOException.class)
                .hasMessage("Cannot read a split of kind 9, expected 1 or 2");
    }

    /** It did not know the keys, so it does not know how far tables are: all are read in full. */
    @Test
    void whatVersionOneWroteIsReadForEverWithoutHowFarTablesAre() throws IOException {
        assertThat(splits.deserialize(1, stored("chunk-1.bin"))).isEqualTo(FIRST);
        assertThat(splits.deserialize(1, stored("cuts-1.bin"))).isEqualTo(withoutTables(IN_THE_MIDDLE));
        assertThat(states.deserialize(1, stored("enumerator-1.bin")))
                .isEqualTo(EnumeratorState.planned(List.of(FIRST, LAST), withoutTables(BEFORE_FIRST)));
        assertThat(states.deserialize(2, stored("enumerator-2.bin")))
                .isEqualTo(EnumeratorState.planned(List.of(FIRST, LAST), withoutTables(BEFORE_FIRST))
                        .endedBy(2_000L));
    }

    @Test
    void whatVersionTwoWroteIsReadForEver() throws IOException {
        assertThat(splits.deserialize(2, stored("chunk-2.bin"))).isEqualTo(WITH_KEYS);
        assertThat(splits.deserialize(2, stored("cuts-2.bin"))).isEqualTo(WITH_ALL_KEYS);
        assertThat(states.deserialize(3, stored("enumerator-3.bin")))
                .isEqualTo(EnumeratorState.planned(List.of(WITH_KEYS, LAST), WITH_ALL_KEYS)
                        .endedBy(2_000L));
    }

    private static CutsSplit withoutTables(CutsSplit cuts) {
        return new CutsSplit(cuts.cut(), cuts.latest(), cuts.fence(), cuts.identity(), Map.of());
    }

    private static LiveKeys keysOfSizes(String... sizes) {
        TableSchema table = new TableSchema(
                "Größe \"€\"", List.of(Column.of("größe", ColumnType.of(Kind.TEXT), false)), List.of("größe"));
        KeyCollector collector = new KeyCollector();
        for (String size : sizes) {
            collector.add(ChangeKey.of(table, new RowBuilder().text(size).build()));
        }
        return LiveKeys.of(table, collector);
    }

    private static byte[] stored(String file) throws IOException {
        try (InputStream in = SplitSerializerTest.class.getResourceAsStream("/source-state/" + file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        }
    }
}
