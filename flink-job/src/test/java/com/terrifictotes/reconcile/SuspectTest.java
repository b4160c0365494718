package com.terrifictotes.reconcile;

import static com.terrifictotes.reconcile.Rows.key;
import static com.terrifictotes.reconcile.Rows.original;
import static com.terrifictotes.reconcile.Rows.person;
import static com.terrifictotes.reconcile.Suspect.Finding.IN_MOTION;
import static com.terrifictotes.reconcile.Suspect.Finding.RIGHT;
import static com.terrifictotes.reconcile.Suspect.Finding.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SuspectTest {

    private static final List<Row> NOBODY = List.of();

    @Test
    void aRowNobodyWroteToWhileTheCopyShowedAnotherIsWrong() throws Exception {
        assertThat(suspect(original(1, "York", 700), shown("Hull")).seenBehind(original(1, "York", 700), false))
                .isEqualTo(WRONG);
        assertThat(suspect(original(1, "York", 700), NOBODY).seenBehind(original(1, "York", 700), false))
                .isEqualTo(WRONG);
    }

    @Test
    void aRowThatWasWrittenAgainMayHaveShownAnythingInBetween() throws Exception {
        assertThat(suspect(original(1, "York", 700), shown("Hull")).seenBehind(original(1, "Leeds", 701), false))
                .isEqualTo(IN_MOTION);
        assertThat(suspect(original(1, "York", 700), shown("Hull")).seenBehind(original(1, "York", 702), false))
                .as("York, Hull, York again: only the transaction tells")
                .isEqualTo(IN_MOTION);
        assertThat(suspect(original(1, "York", 700), shown("Hull")).seenBehind(null, false))
                .isEqualTo(IN_MOTION);
    }

    @Test
    void aCopyThatWasAheadOfTheSnapshotIsRight() throws Exception {
        assertThat(suspect(original(1, "York", 700), shown("Hull")).seenBehind(original(1, "Hull", 701), false))
                .isEqualTo(RIGHT);
        assertThat(suspect(null, shown("Hull")).seenBehind(original(1, "Hull", 701), false))
                .isEqualTo(RIGHT);
        assertThat(suspect(original(1, "York", 700), NOBODY).seenBehind(null, false))
                .isEqualTo(RIGHT);
    }

    @Test
    void aLaterStateOfTheCopySettlesWhatWasInMotion() throws Exception {
        Suspect suspect = inMotion();
        assertThat(suspect.seenBefore(original(1, "Leeds", 703))).isEqualTo(IN_MOTION);
        assertThat(suspect.seenIn(shown("Leeds"))).isEqualTo(RIGHT);
    }

    @Test
    void aLaterStateThatIsStillAnotherIsWrongIfNobodyWroteMeanwhile() throws Exception {
        Suspect suspect = inMotion();
        assertThat(suspect.seenBefore(original(1, "Leeds", 703))).isEqualTo(IN_MOTION);
        assertThat(suspect.seenIn(shown("Hull"))).isEqualTo(IN_MOTION);
        assertThat(suspect.seenBehind(original(1, "Leeds", 703), false)).isEqualTo(WRONG);
    }

    @Test
    void thatNobodyWroteSinceTheLastLookSaysNothingOfTheCopyBeforeIt() throws Exception {
        assertThat(inMotion().seenBefore(original(1, "Leeds", 701))).isEqualTo(IN_MOTION);
    }

    @Test
    void whatIsInNoSnapshotIsWrongWhenTheCopyKeepsIt() throws Exception {
        Suspect suspect = suspect(null, shown("Hull"));
        assertThat(suspect.seenBehind(null, false))
                .as("it may have come and gone")
                .isEqualTo(IN_MOTION);
        assertThat(suspect.seenBefore(null)).isEqualTo(IN_MOTION);
        assertThat(suspect.seenIn(shown("Hull"))).isEqualTo(IN_MOTION);
        assertThat(suspect.seenBehind(null, false)).isEqualTo(WRONG);
    }

    @Test
    void whatIsInNoSnapshotIsRightWhenTheCopyLetsItGo() throws Exception {
        Suspect suspect = suspect(null, shown("Hull"));
        assertThat(suspect.seenBehind(null, false)).isEqualTo(IN_MOTION);
        assertThat(suspect.seenBefore(null)).isEqualTo(IN_MOTION);
        assertThat(suspect.seenIn(NOBODY)).isEqualTo(RIGHT);
    }

    @Test
    void whatComesAndGoesWithOtherValuesIsInMotion() throws Exception {
        Suspect suspect = suspect(null, shown("Hull"));
        assertThat(suspect.seenBehind(null, false)).isEqualTo(IN_MOTION);
        assertThat(suspect.seenBefore(null)).isEqualTo(IN_MOTION);
        assertThat(suspect.seenIn(shown("York"))).isEqualTo(IN_MOTION);
        assertThat(suspect.seenBehind(null, false)).isEqualTo(IN_MOTION);
    }

    @Test
    void whereNothingMovesWhatIsNotThereNeverWas() throws Exception {
        assertThat(suspect(null, shown("Hull")).seenBehind(null, true)).isEqualTo(WRONG);
    }

    /** Of York at first and of Leeds since, while the copy showed Hull. */
    private static Suspect inMotion() throws Exception {
        Suspect suspect = suspect(original(1, "York", 700), shown("Hull"));
        assertThat(suspect.seenBehind(original(1, "Leeds", 701), false)).isEqualTo(IN_MOTION);
        return suspect;
    }

    private static Suspect suspect(@Nullable Original original, List<Row> shown) {
        return new Suspect(key(1), original, shown, SuspectTest::isRight);
    }

    private static boolean isRight(@Nullable Original original, List<Row> shown) {
        return original == null ? shown.isEmpty() : shown.equals(List.of(original.row()));
    }

    private static List<Row> shown(String town) {
        return List.of(person(1, town));
    }
}
