package com.terrifictotes.change;

import static com.terrifictotes.change.Versions.FIRST_CUT;
import static com.terrifictotes.change.Versions.LATER_CUT;
import static com.terrifictotes.change.Versions.currency;
import static com.terrifictotes.change.Versions.gone;
import static com.terrifictotes.change.Versions.seen;
import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.change.ChangeRule.Finding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeRuleTest {

    private static final Row POUND = currency(1, "GBP");
    private static final Row DOLLAR = currency(1, "USD");

    @Test
    void aKeySeenForTheFirstTimeIsAChange() {
        assertThat(judge(null, seen(FIRST_CUT, POUND))).isEqualTo(Finding.INSERTED);
        assertThat(next(null, seen(FIRST_CUT, POUND))).isEqualTo(new KnownRow(Fingerprint.of(POUND), FIRST_CUT, 1));
    }

    @Test
    void theSameContentIsARowReadAgain() {
        KnownRow known = next(null, seen(FIRST_CUT, POUND));

        assertThat(judge(known, seen(FIRST_CUT, POUND))).isEqualTo(Finding.READ_AGAIN);
        assertThat(judge(known, seen(LATER_CUT, POUND))).isEqualTo(Finding.READ_AGAIN);
    }

    @Test
    void anotherContentIsAChangeThereAndBack() {
        KnownRow pound = next(null, seen(FIRST_CUT, POUND));
        KnownRow dollar = next(pound, seen(LATER_CUT, DOLLAR));

        assertThat(judge(pound, seen(LATER_CUT, DOLLAR))).isEqualTo(Finding.UPDATED);
        assertThat(judge(dollar, seen(LATER_CUT + 1, POUND))).isEqualTo(Finding.UPDATED);
        assertThat(next(dollar, seen(LATER_CUT + 1, POUND)))
                .isEqualTo(new KnownRow(Fingerprint.of(POUND), LATER_CUT + 1, 3));
    }

    @Test
    void aVersionOfAnEarlierCutIsOutOfDateWhateverItSays() {
        KnownRow known = next(null, seen(LATER_CUT, POUND));

        assertThat(judge(known, seen(FIRST_CUT, DOLLAR))).isEqualTo(Finding.OUT_OF_DATE);
        assertThat(judge(known, seen(FIRST_CUT, POUND))).isEqualTo(Finding.OUT_OF_DATE);
    }

    @Test
    void aRowThatWasThereAndIsGoneIsADelete() {
        KnownRow known = next(null, seen(FIRST_CUT, POUND));

        assertThat(judge(known, gone(LATER_CUT, 1))).isEqualTo(Finding.DELETED);
        assertThat(next(known, gone(LATER_CUT, 1))).isEqualTo(new KnownRow(null, LATER_CUT, 2));
    }

    @Test
    void aRowThatIsGoneAlreadyIsNotDeletedTwice() {
        KnownRow deleted = next(next(null, seen(FIRST_CUT, POUND)), gone(LATER_CUT, 1));

        assertThat(judge(deleted, gone(LATER_CUT, 1))).isEqualTo(Finding.READ_AGAIN);
        assertThat(judge(deleted, gone(LATER_CUT + 1, 1))).isEqualTo(Finding.READ_AGAIN);
    }

    @Test
    void aRowThatComesBackIsAnInsertAndGoesOnCounting() {
        KnownRow deleted = next(next(null, seen(FIRST_CUT, POUND)), gone(LATER_CUT, 1));

        assertThat(judge(deleted, seen(LATER_CUT + 1, POUND))).isEqualTo(Finding.INSERTED);
        assertThat(next(deleted, seen(LATER_CUT + 1, POUND)))
                .isEqualTo(new KnownRow(Fingerprint.of(POUND), LATER_CUT + 1, 3));
    }

    @Test
    void thatARowIsGoneCanBeOutOfDate() {
        KnownRow known = next(null, seen(LATER_CUT, POUND));

        assertThat(judge(known, gone(FIRST_CUT, 1))).isEqualTo(Finding.OUT_OF_DATE);
    }

    @Test
    void aRowThatNobodySawAndIsGoneIsNoChangeButALateChunkOfItIsOutOfDate() {
        KnownRow gone = KnownRow.neverSeen(LATER_CUT);

        assertThat(judge(null, gone(LATER_CUT, 1))).isEqualTo(Finding.NEVER_SEEN);
        assertThat(judge(gone, seen(FIRST_CUT, POUND))).isEqualTo(Finding.OUT_OF_DATE);
        assertThat(judge(gone, gone(LATER_CUT + 1, 1))).isEqualTo(Finding.READ_AGAIN);
        assertThat(judge(gone, seen(LATER_CUT + 1, POUND))).isEqualTo(Finding.INSERTED);
        assertThat(next(gone, seen(LATER_CUT + 1, POUND)))
                .isEqualTo(new KnownRow(Fingerprint.of(POUND), LATER_CUT + 1, 1));
    }

    private static Finding judge(@Nullable KnownRow known, RowVersion version) {
        return ChangeRule.judge(known, version, fingerprint(version));
    }

    private static KnownRow next(@Nullable KnownRow known, RowVersion version) {
        return ChangeRule.next(known, version, fingerprint(version));
    }

    private static @Nullable Fingerprint fingerprint(RowVersion version) {
        return version.isGone() ? null : Fingerprint.of(version.row());
    }
}
