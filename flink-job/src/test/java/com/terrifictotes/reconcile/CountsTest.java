package com.terrifictotes.reconcile;

import static com.terrifictotes.change.RowCount.moreKnown;
import static com.terrifictotes.change.RowCount.seen;
import static com.terrifictotes.change.RowCount.unsureBefore;
import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.change.RowCount;
import com.terrifictotes.reconcile.Counts.Finding;
import org.junit.jupiter.api.Test;

class CountsTest {

    private static final long EIGHT = 8_000;
    private static final long NINE = 9_000;
    private static final long TEN = 10_000;

    private final Counts counts = new Counts();

    @Test
    void asManyKnownByAllSubtasksAsTheCutSawIsWellAndNothingIsSaid() {
        told(moreKnown("design", EIGHT, 2), moreKnown("design", EIGHT, 3), seen("design", EIGHT, 5));

        assertThat(counts.complete(EIGHT)).isEmpty();
        assertThat(counts.mismatches()).isEmpty();
        assertThat(counts.comparisons()).isEqualTo(1);
    }

    @Test
    void anotherNumberIsTold() {
        told(moreKnown("design", EIGHT, 4), seen("design", EIGHT, 5), moreKnown("staff", EIGHT, 2));
        told(seen("staff", EIGHT, 1));

        assertThat(counts.complete(EIGHT))
                .containsExactly(new Finding("design", EIGHT, 5, 4), new Finding("staff", EIGHT, 1, 2));
        assertThat(counts.mismatches()).containsExactly("design", "staff");
    }

    @Test
    void theSameDifferenceIsToldOnceAndItsEndToo() {
        told(moreKnown("design", EIGHT, 4), seen("design", EIGHT, 5));
        assertThat(counts.complete(EIGHT)).hasSize(1);
        told(moreKnown("design", NINE, 1), seen("design", NINE, 6));
        assertThat(counts.complete(NINE)).isEmpty();
        assertThat(counts.mismatches()).containsExactly("design");

        told(moreKnown("design", TEN, 1), seen("design", TEN, 6));
        assertThat(counts.complete(TEN)).containsExactly(new Finding("design", TEN, 6, 6));
        assertThat(counts.mismatches()).isEmpty();
    }

    @Test
    void nothingIsComparedBeforeItsCutIsComplete() {
        told(seen("design", NINE, 5));
        assertThat(counts.complete(EIGHT)).isEmpty();
        assertThat(counts.comparisons()).isZero();

        told(moreKnown("design", NINE, 5));
        assertThat(counts.complete(NINE)).isEmpty();
        assertThat(counts.comparisons()).isEqualTo(1);
    }

    @Test
    void rowsOfLaterCutsDoNotCountForEarlierOnes() {
        told(moreKnown("design", EIGHT, 5), moreKnown("design", NINE, -2), seen("design", EIGHT, 5));
        told(moreKnown("design", TEN, 7), seen("design", NINE, 3));

        assertThat(counts.complete(NINE)).isEmpty();
        assertThat(counts.comparisons()).isEqualTo(2);
    }

    @Test
    void ofCutsThatNobodyIsSureOfNothingIsSaid() {
        told(moreKnown("design", NINE, 5), seen("design", EIGHT, 5), unsureBefore("design", NINE));
        assertThat(counts.complete(EIGHT)).isEmpty();
        assertThat(counts.comparisons()).isZero();

        told(seen("design", NINE, 6));
        assertThat(counts.complete(NINE)).containsExactly(new Finding("design", NINE, 6, 5));
    }

    @Test
    void aTableThatACutDidNotCountStaysAsItWas() {
        told(moreKnown("design", EIGHT, 4), seen("design", EIGHT, 5));
        counts.complete(EIGHT);
        told(moreKnown("design", NINE, 20));

        assertThat(counts.complete(NINE)).isEmpty();
        assertThat(counts.mismatches()).containsExactly("design");
    }

    private void told(RowCount... words) {
        for (RowCount word : words) {
            counts.told(word);
        }
    }
}
