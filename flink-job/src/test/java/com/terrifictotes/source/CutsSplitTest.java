package com.terrifictotes.source;

import static com.terrifictotes.source.Cuts.DESIGN;
import static com.terrifictotes.source.Cuts.HOUR;
import static com.terrifictotes.source.Cuts.NINE;
import static com.terrifictotes.source.Cuts.closed;
import static com.terrifictotes.source.Cuts.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CutsSplitTest {

    private static final TableProgress DESIGNS = new TableProgress(DESIGN.shape(), 500, NINE);

    @Test
    void beforeTheFirstCutItIsAsFarAsTheLoad() {
        CutsSplit cuts = CutsSplit.beforeFirst(snapshot(500, 510, NINE), Map.of("design", DESIGNS), Map.of());

        assertThat(cuts)
                .isEqualTo(new CutsSplit(NINE, NINE, CutsSplit.NO_CUT_YET, Cuts.TOTESYS, Map.of("design", DESIGNS)));
        assertThat(cuts.hasClosedCut()).isFalse();
        assertThat(closed(NINE, 500).hasClosedCut()).isTrue();
    }

    @Test
    void theInstantOfACutIsTheClockOfTheDatabase() {
        assertThat(closed(NINE, 500).instantOf(snapshot(500, 500, NINE + 5))).isEqualTo(NINE + 5);
    }

    @Test
    void theInstantOfACutOfAStandbyIsTheTimeUpToWhichItShowsEverything() {
        Snapshot behind = new Snapshot(500, 500, NINE + HOUR, NINE + 5, Cuts.TOTESYS);

        assertThat(closed(NINE, 500).instantOf(behind)).isEqualTo(NINE + 5);
        assertThat(closed(NINE + 6, 500).instantOf(behind)).isEqualTo(NINE + 7);
        assertThat(CutsSplit.beforeFirst(behind, Map.of(), Map.of()).cut()).isEqualTo(NINE + 5);
    }

    @Test
    void instantsIncreaseThoughTheClockStandsStillOrGoesBack() {
        CutsSplit cuts = closed(NINE, 500);
        for (long clock : new long[] {NINE, NINE, NINE - HOUR, Long.MIN_VALUE}) {
            Snapshot snapshot = snapshot(500, 500, clock);
            long instant = cuts.instantOf(snapshot);

            assertThat(instant).isEqualTo(cuts.cut() + 1);
            cuts = cuts.closed(instant, snapshot, Map.of());
        }
        assertThat(cuts.cut()).isEqualTo(NINE + 4);
    }

    @Test
    void aCutIsLaterThanTheRowsOfOneThatWasBrokenOff() {
        CutsSplit brokenOff = closed(NINE, 500).reached(NINE + 7);

        assertThat(brokenOff).isEqualTo(new CutsSplit(NINE, NINE + 7, 500, Cuts.TOTESYS, Map.of("design", DESIGNS)));
        assertThat(brokenOff.instantOf(snapshot(500, 500, NINE + 7))).isEqualTo(NINE + 8);
    }

    @Test
    void whatWasReachedBeforeChangesNothing() {
        CutsSplit cuts = closed(NINE, 500);

        assertThat(cuts.reached(NINE)).isSameAs(cuts);
        assertThat(cuts.reached(NINE - 1)).isSameAs(cuts);
    }

    @Test
    void aClosedCutMovesTheTablesThatWereReadCompletelyAndNoOthers() {
        TableProgress staff = new TableProgress("staff", 450, NINE - HOUR);
        CutsSplit before = new CutsSplit(NINE, NINE + 7, 500, Cuts.TOTESYS, Map.of("design", DESIGNS, "staff", staff));
        TableProgress now = new TableProgress(DESIGN.shape(), 510, NINE + HOUR);

        assertThat(before.closed(NINE + HOUR, snapshot(510, 520, NINE + HOUR), Map.of("design", now)))
                .isEqualTo(new CutsSplit(
                        NINE + HOUR, NINE + HOUR, 510, Cuts.TOTESYS, Map.of("design", now, "staff", staff)));
    }

    @Test
    void keysOutliveFencesAndTablesThatAreNotRead() {
        CutsSplit before = closed(NINE, 500).withKeys(Map.of("design", Cuts.keys(1, 2)));
        Snapshot ofTheCopy = new Snapshot(1, 1, NINE + HOUR, Cuts.ITS_COPY);

        assertThat(before.closed(NINE + HOUR, ofTheCopy, Map.of()))
                .isEqualTo(new CutsSplit(
                        NINE + HOUR, NINE + HOUR, 1, Cuts.ITS_COPY, Map.of(), Map.of("design", Cuts.keys(1, 2))));
        assertThat(before.of(Set.of()).keysOf(DESIGN)).isEqualTo(Cuts.keys(1, 2));
    }

    @Test
    void keysStayWhenAnIntegerIsWidenedAndNotWhenItBecomesAText() {
        CutsSplit cuts = closed(NINE, 500).withKeys(Map.of("design", Cuts.keys(1, 2)));

        assertThat(cuts.keysOf(withKeyOf(Kind.INT64))).isEqualTo(Cuts.keys(1, 2));
        assertThat(cuts.keysOf(withKeyOf(Kind.TEXT)).size()).isZero();
    }

    private static TableSchema withKeyOf(Kind kind) {
        return new TableSchema(
                "design", List.of(Column.of("design_id", ColumnType.of(kind), false)), List.of("design_id"));
    }

    @Test
    void fencesAreTrustedInTheSameDatabaseWhileIdsGoForwards() {
        CutsSplit cuts = closed(NINE, 5_000_000_000L);

        assertThat(cuts.canTrustFences(snapshot(5_000_000_000L, 5_000_000_000L, NINE)))
                .isTrue();
        assertThat(cuts.canTrustFences(snapshot(5_000_000_000L, 7_000_000_000L, NINE)))
                .isTrue();
        assertThat(cuts.canTrustFences(snapshot(4_999_999_999L, 4_999_999_999L, NINE)))
                .isFalse();
    }

    @Test
    void fencesAreNotTrustedInAnotherDatabase() {
        Identity totesys = Cuts.TOTESYS;

        assertThat(canTrust(totesys)).isTrue();
        assertThat(canTrust(new Identity(1, totesys.timeline(), totesys.database())))
                .isFalse();
        assertThat(canTrust(new Identity(totesys.system(), 2, totesys.database())))
                .isFalse();
        assertThat(canTrust(new Identity(totesys.system(), totesys.timeline(), 1)))
                .isFalse();
    }

    private static boolean canTrust(Identity identity) {
        return closed(NINE, 500).canTrustFences(new Snapshot(510, 520, NINE, identity));
    }

    @Test
    void whatIsStoppedIsReadInFullWhenItCanBeReadAgain() {
        CutsSplit stopped = closed(NINE, 500).withoutTrustIn(Set.of("design", "never read"));

        assertThat(stopped.tables()).containsOnly(Map.entry("design", TableProgress.NONE));
        assertThat(DESIGN.incarnation()).isNotEmpty();
    }
}
