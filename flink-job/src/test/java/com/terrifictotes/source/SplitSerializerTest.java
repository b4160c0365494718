package com.terrifictotes.source;

import static com.terrifictotes.source.Cuts.NINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of {@code source-state} were written by version 1 and are never written again. */
class SplitSerializerTest {

    private static final ChunkSplit FIRST = new ChunkSplit("sales_order", null, 250_001L, NINE);
    private static final ChunkSplit LAST = new ChunkSplit("sales_order", 250_001L, null, NINE);
    private static final CutsSplit BEFORE_FIRST = CutsSplit.beforeFirst(
            new Snapshot(5_000_000_000L, 5_000_000_010L, NINE, Cuts.TOTESYS),
            Map.of("sales_order", new TableProgress("sales_order_id;sales_order_id integer", 5_000_000_000L, NINE)));
    private static final CutsSplit IN_THE_MIDDLE = new CutsSplit(
            NINE,
            NINE + 5,
            5_000_000_000L,
            Cuts.TOTESYS,
            Map.of(
                    "design", new TableProgress("design_id;design_id integer;design_name text", 5_000_000_000L, NINE),
                    "Größe \"€\"", new TableProgress("größe;größe text", 4_999_999_999L, NINE - 1)));

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
                new CutsSplit(0, 0, 0, new Identity(-1, 0, 4_294_967_295L), Map.of()));
    }

    static Stream<EnumeratorState> states() {
        return Stream.of(
                EnumeratorState.UNPLANNED,
                EnumeratorState.planned(List.of(FIRST, LAST), BEFORE_FIRST),
                EnumeratorState.planned(List.of(), IN_THE_MIDDLE),
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

        assertThat(splits.deserialize(1, splits.serialize(cuts))).isEqualTo(cuts);
    }

    @Test
    void whatANewerJobWroteIsRefused() throws IOException {
        byte[] split = splits.serialize(FIRST);
        byte[] state = states.serialize(EnumeratorState.UNPLANNED);

        assertThatThrownBy(() -> splits.deserialize(2, split))
                .isInstanceOf(IOException.class)
                .hasMessage("Cannot read source state of version 2, expected 1");
        assertThatThrownBy(() -> states.deserialize(3, state))
                .isInstanceOf(IOException.class)
                .hasMessage("Cannot read source state of version 3, expected 1 to 2");
    }

    @Test
    void aSplitOfAnUnknownKindIsRefused() {
        assertThatThrownBy(() -> splits.deserialize(1, new byte[] {9}))
                .isInstanceOf(IOException.class)
                .hasMessage("Cannot read a split of kind 9, expected 1 or 2");
    }

    @Test
    void whatVersionOneWroteIsReadForEver() throws IOException {
        assertThat(splits.deserialize(1, stored("chunk-1.bin"))).isEqualTo(FIRST);
        assertThat(splits.deserialize(1, stored("cuts-1.bin"))).isEqualTo(IN_THE_MIDDLE);
        assertThat(states.deserialize(1, stored("enumerator-1.bin")))
                .isEqualTo(EnumeratorState.planned(List.of(FIRST, LAST), BEFORE_FIRST));
    }

    @Test
    void whatVersionTwoOfTheEnumeratorWroteIsReadForEver() throws IOException {
        assertThat(states.deserialize(2, stored("enumerator-2.bin")))
                .isEqualTo(EnumeratorState.planned(List.of(FIRST, LAST), BEFORE_FIRST)
                        .endedBy(2_000L));
    }

    private static byte[] stored(String file) throws IOException {
        try (InputStream in = SplitSerializerTest.class.getResourceAsStream("/source-state/" + file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        }
    }
}
