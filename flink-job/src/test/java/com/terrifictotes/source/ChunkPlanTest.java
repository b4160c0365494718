package com.terrifictotes.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkPlanTest {

    private static final long CUT = 1_000;

    @Test
    void aTableIsDividedIntoEqualRangesOfKeysOpenAtBothEnds() {
        assertThat(ChunkPlan.divide("design", 1, 10, 10, 4, CUT))
                .containsExactly(
                        new ChunkSplit("design", null, 5L, CUT),
                        new ChunkSplit("design", 5L, 9L, CUT),
                        new ChunkSplit("design", 9L, null, CUT));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "one row                    |  42 |  42 |       1 |   1 |  1",
                "an empty table             |   0 |   0 |       0 | 100 |  1",
                "as many as a chunk has     |   1 | 100 |     100 | 100 |  1",
                "one more than a chunk has  |   1 | 101 |     101 | 100 |  2",
                "fewer keys than chunks     |   1 |   3 |    1000 | 100 |  3",
                "keys below zero            | -50 |  49 |     100 |  10 | 10",
                "only keys below zero       | -99 | -90 |      10 |   5 |  2",
                "sparse keys                |   1 | 4000000000000 | 1000 | 100 | 10",
                "the greatest key there is  | 9223372036854775800 | 9223372036854775807 | 8 | 2 | 4",
                "the least key there is     | -9223372036854775808 | -9223372036854775801 | 8 | 2 | 4",
                "the least and the greatest | -9223372036854775808 | 9223372036854775807 | 1000 | 250 | 4",
                "both, in one chunk         | -9223372036854775808 | 9223372036854775807 | 2 | 250 | 1",
                "more rows than there are longs to count twice | 1 | 100 | 9223372036854775807 | 1 | 100",
            })
    void everyKeyIsInExactlyOneChunk(String what, long least, long greatest, long rows, long chunkRows, int chunks) {
        List<ChunkSplit> plan = ChunkPlan.divide("design", least, greatest, rows, chunkRows, CUT);

        assertThat(plan).hasSize(chunks);
        assertEveryKeyIsInExactlyOneOf(plan);
    }

    @Test
    void everyKeyOfAnyTableIsInExactlyOneChunkAndNoChunkIsWiderThanItsShare() {
        Random random = new Random(20_241_115);
        for (int i = 0; i < 10_000; i++) {
            long one = random.nextLong() >> random.nextInt(64);
            long other = random.nextLong() >> random.nextInt(64);
            long rows = 1L + random.nextInt(10_000);
            long chunkRows = 1 + rows / (1L + random.nextInt(50));

            List<ChunkSplit> plan =
                    ChunkPlan.divide("design", Math.min(one, other), Math.max(one, other), rows, chunkRows, CUT);

            assertThat(plan).hasSizeBetween(1, (int) ((rows + chunkRows - 1) / chunkRows));
            assertEveryKeyIsInExactlyOneOf(plan);
        }
    }

    /** Each begins where the one before ended, the first at the least key there can be, the last ends at the greatest. */
    private static void assertEveryKeyIsInExactlyOneOf(List<ChunkSplit> plan) {
        assertThat(plan.get(0).from()).isNull();
        assertThat(plan.get(plan.size() - 1).to()).isNull();
        for (int i = 1; i < plan.size(); i++) {
            assertThat(plan.get(i).from()).isNotNull().isEqualTo(plan.get(i - 1).to());
        }
        List<Long> ends =
                plan.stream().map(ChunkSplit::to).filter(Objects::nonNull).toList();
        assertThat(ends).isSorted().doesNotHaveDuplicates();
        assertThat(plan).extracting(ChunkSplit::splitId).doesNotHaveDuplicates();
    }

    @Test
    void eachChunkHasItsShareOfTheKeysAndNoneIsWithout() {
        List<ChunkSplit> chunks = ChunkPlan.divide("design", -5, 14, 20, 5, CUT);

        assertThat(ChunkPlan.share(Cuts.DESIGN, Cuts.keys(-5, -1, 0, 10, 14), chunks))
                .containsExactly(
                        new ChunkSplit("design", null, 0L, CUT, Cuts.keys(-5, -1)),
                        new ChunkSplit("design", 0L, 5L, CUT, Cuts.keys(0)),
                        new ChunkSplit("design", 10L, null, CUT, Cuts.keys(10, 14)));
    }
}
