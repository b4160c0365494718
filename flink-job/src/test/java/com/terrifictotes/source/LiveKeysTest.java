package com.terrifictotes.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.ChangeKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class LiveKeysTest {

    private static final int MILLION = 1_000_000;
    private static final TableSchema DEPOT = new TableSchema(
            "depot",
            List.of(
                    Column.of("code", ColumnType.of(Kind.TEXT), false),
                    Column.of("shelf", ColumnType.of(Kind.INT32), false)),
            List.of("code"));

    @Test
    void keysOfAnyTableAreAddedAndTakenAwayAsFromASet() {
        Random random = new Random(20_261_123);
        for (TableSchema table : new TableSchema[] {Cuts.DESIGN, DEPOT}) {
            LiveKeys keys = LiveKeys.none(table);
            Set<ChangeKey> expected = new HashSet<>();
            for (int round = 0; round < 30; round++) {
                Set<ChangeKey> some = someKeys(table, random);
                LiveKeys before = keys;
                Set<ChangeKey> expectedBefore = Set.copyOf(expected);
                if (random.nextInt(3) > 0) {
                    keys = keys.plus(collector(some));
                    expected.addAll(some);
                } else {
                    keys = keys.minus(LiveKeys.of(table, collector(some)));
                    expected.removeAll(some);
                }
                assertAre(keys, expected);
                assertAre(before, expectedBefore);
            }
        }
    }

    @Test
    void whatIsThereAlreadyMakesNoOthers() {
        LiveKeys keys = Cuts.keys(1, 2, 3);

        assertThat(keys.plus(collector(Set.of(ChangeKey.ofNumber("design", 2)))))
                .isSameAs(keys);
        assertThat(keys.plus(new KeyCollector())).isSameAs(keys);
    }

    @Test
    void aTextThatIsAsLongAsANumberIsNoNumberOfAnotherTable() {
        ChangeKey text = key(DEPOT, "LS-7");
        LiveKeys keys = LiveKeys.none(DEPOT).plus(collector(Set.of(text, key(DEPOT, "LS-77"))));

        assertThat(text.isNumber()).as("four bytes of length, four of text").isTrue();
        assertAre(keys, Set.of(text, key(DEPOT, "LS-77")));
        assertThat(keys.areOf(DEPOT)).isTrue();
        assertThat(keys.areOf(Cuts.DESIGN)).isFalse();
    }

    /** The sizes docs/decisions/deletes-are-counted.md speaks of. */
    @Test
    void aMillionKeysTakeNextToNothingInACheckpointAndWithHoles128Kilobytes() throws IOException {
        assertThat(written(million(key -> true))).isLessThan(1_000);
        Random holes = new Random(1);
        assertThat(written(million(key -> holes.nextInt(10) > 0))).isLessThan(135_000);
    }

    private static LiveKeys million(IntPredicate isThere) {
        KeyCollector keys = new KeyCollector();
        IntStream.rangeClosed(1, MILLION).filter(isThere).forEach(keys::addNumber);
        return LiveKeys.of(Cuts.DESIGN, keys);
    }

    private static int written(LiveKeys keys) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        LiveKeysSerializer.write(keys, out);
        System.out.printf("%,d keys: %,d bytes%n", keys.size(), out.length());
        return out.length();
    }

    private static void assertAre(LiveKeys keys, Set<ChangeKey> expected) {
        List<ChangeKey> all = new ArrayList<>();
        keys.iterator().forEachRemaining(all::add);
        assertThat(all).hasSize(expected.size());
        assertThat(new HashSet<>(all).equals(expected)).as("the same keys").isTrue();
        assertThat(keys.size()).isEqualTo(expected.size());
        assertThat(expected.stream().allMatch(keys::contains)).isTrue();
        assertThat(keys.contains(ChangeKey.ofNumber("design", 77_777_777))).isFalse();
    }

    private static Set<ChangeKey> someKeys(TableSchema table, Random random) {
        Set<ChangeKey> keys = new HashSet<>();
        long from = random.nextBoolean() ? random.nextInt(200_000) - 100_000 : random.nextLong();
        int count = 1 + random.nextInt(3_000);
        for (int i = 0; i < count; i++) {
            long number = from + (random.nextBoolean() ? i : random.nextInt(100_000));
            keys.add(
                    table.equals(DEPOT)
                            ? key(table, Long.toString(number, Character.MAX_RADIX))
                            : ChangeKey.ofNumber(table.name(), number));
        }
        return keys;
    }

    private static ChangeKey key(TableSchema table, String code) {
        return ChangeKey.of(table, new RowBuilder().text(code).int32(0).build());
    }

    private static KeyCollector collector(Set<ChangeKey> keys) {
        KeyCollector collector = new KeyCollector();
        keys.forEach(collector::add);
        return collector;
    }
}
