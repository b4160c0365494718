package com.terrifictotes.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.ClosedCuts;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockStateTest {

    private static final String TABLE = ClosedCuts.TABLE.name();

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 15, -1, -16, Long.MAX_VALUE, Long.MIN_VALUE})
    void aKeyIsInABlockOfNeighbours(long number) {
        ChangeKey key = ChangeKey.ofNumber(TABLE, number);

        List<ChangeKey> neighbours = LongStream.range(0, Block.SIZE)
                .mapToObj(slot -> ChangeKey.ofNumber(TABLE, number - key.slot() + slot))
                .toList();

        assertThat(neighbours).extracting(ChangeKey::block).containsOnly(key.block());
        assertThat(neighbours)
                .extracting(ChangeKey::slot)
                .containsExactly(LongStream.range(0, Block.SIZE)
                        .mapToObj(Math::toIntExact)
                        .toArray(Integer[]::new));
    }

    @Test
    void neighboursOfABlockAreInOthers() {
        assertThat(Stream.of(-17L, -1L, 0L, 16L, 1L << 40)
                        .map(number -> ChangeKey.ofNumber(TABLE, number).block()))
                .doesNotHaveDuplicates();
        assertThat(ChangeKey.ofNumber("another", 0).block())
                .isNotEqualTo(ChangeKey.ofNumber(TABLE, 0).block());
    }

    @Test
    void aKeyThatIsNoIntegerHasABlockOfItsOwn() {
        ChangeKey text = ChangeKey.ofParts(TABLE, new byte[] {0, 0, 0, 1, 'x'});

        assertThat(text.block()).isEqualTo(text);
        assertThat(text.slot()).isZero();
    }

    @Test
    void whatIsKeptOfAKeyIsThatOfNoOther() throws Exception {
        try (Harness harness = new Harness()) {
            harness.open();

            // From block to block, back, and the same again at once.
            assertThat(harness.counts(1, 2, 17, 1, 1, 16, 17, 2, -1, -1, 1))
                    .containsExactly(1L, 1L, 1L, 2L, 3L, 1L, 2L, 2L, 1L, 2L, 4L);
        }
    }

    @Test
    void stateThatIsSavedInTheMiddleOfABlockHasAllOfIt() throws Exception {
        OperatorSubtaskState state;
        try (Harness harness = new Harness()) {
            harness.open();
            harness.counts(1, 2, 2, 40);
            state = harness.snapshot(1, 1);
            assertThat(harness.counts(40, 2)).containsExactly(2L, 3L);
        }
        try (Harness harness = new Harness()) {
            harness.initializeState(state);
            harness.open();
            assertThat(harness.counts(40, 2, 1)).containsExactly(2L, 3L, 2L);
        }
    }

    @Test
    void aBlockIsWrittenWhenItIsLeftAndNotBefore() throws Exception {
        try (Harness harness = new Harness()) {
            harness.open();
            harness.counts(1, 2, 3);
            assertThat(harness.numKeyedStateEntries()).isZero();

            harness.counts(16);
            assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
        }
    }

    /** Counts how often each key came. */
    private static final class Counting extends KeyedProcessFunction<ChangeKey, Long, Long>
            implements BlockOperator.Leaving {

        private static final long serialVersionUID = 1;

        @SuppressWarnings("NullAway.Init") // Flink makes the object, then opens it.
        private transient BlockState<KnownRow> counts;

        @Override
        public void open(OpenContext context) {
            counts = BlockState.of(getRuntimeContext(), "counts", KnownRowsSerializer.INSTANCE);
        }

        @Override
        public void processElement(Long number, Context context, Collector<Long> out) throws Exception {
            ChangeKey key = ChangeKey.ofNumber(TABLE, number);
            KnownRow before = counts.of(key);
            int count = before == null ? 1 : before.changes() + 1;
            counts.keep(key, new KnownRow(null, 0, count));
            out.collect((long) count);
        }

        @Override
        public void leaveBlock() throws IOException {
            counts.leave();
        }
    }

    private static final class Harness extends KeyedOneInputStreamOperatorTestHarness<ChangeKey, Long, Long> {

        private Harness() throws Exception {
            super(
                    new BlockOperator<>(new Counting()),
                    number -> ChangeKey.ofNumber(TABLE, number).block(),
                    ChangeTypes.CHANGE_KEY);
            setup(Types.LONG.createSerializer(getExecutionConfig().getSerializerConfig()));
        }

        private List<Long> counts(long... numbers) throws Exception {
            int before = extractOutputValues().size();
            for (long number : numbers) {
                processElement(number, 0);
            }
            List<Long> all = extractOutputValues();
            return all.subList(before, all.size());
        }
    }
}
