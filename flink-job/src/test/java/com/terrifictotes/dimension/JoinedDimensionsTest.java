package com.terrifictotes.dimension;

import static com.terrifictotes.dimension.Story.NINE;
import static com.terrifictotes.dimension.Story.address;
import static com.terrifictotes.dimension.Story.cut;
import static com.terrifictotes.dimension.Story.department;
import static com.terrifictotes.dimension.Story.quarantined;
import static com.terrifictotes.dimension.Story.staff;
import static com.terrifictotes.dimension.Story.staffVersion;
import static com.terrifictotes.dimension.Story.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.Totesys;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.StarRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class JoinedDimensionsTest {

    @Test
    void nothingIsMadeBeforeTheCutIsClosed() throws Exception {
        try (JoinHarness harness = JoinHarness.opened()) {
            harness.sees(department(1, "Sales", NINE, 1, cut(1)), staff(1, "Ada", 1, NINE, 1, cut(1)));
            harness.closes(cut(1) - 1);
            assertThat(harness.extractOutputValues()).isEmpty();

            harness.closes(cut(1));
            assertThat(harness.extractOutputValues())
                    .containsExactly(staffVersion(1, "Ada", "Sales", 1, NINE, false, cut(1)));
        }
    }

    @Test
    void changesOfALaterCutWaitForTheirs() throws Exception {
        try (JoinHarness harness = JoinHarness.opened()) {
            harness.sees(
                    department(1, "Sales and Service", time(2), 2, cut(2)),
                    department(1, "Sales", NINE, 1, cut(1)),
                    staff(1, "Ada", 1, NINE, 1, cut(1)));
            harness.closes(cut(1));
            harness.closes(cut(2));

            assertThat(harness.extractOutputValues())
                    .containsExactly(
                            staffVersion(1, "Ada", "Sales", 1, NINE, false, cut(1)),
                            staffVersion(1, "Ada", "Sales and Service", 2, time(2), false, cut(2)));
            assertThat(harness.numEventTimeTimers()).isZero();
        }
    }

    @Test
    void closedCutsThatTheWatermarkPassesAtOnceAreAppliedOneAfterTheOther() throws Exception {
        try (JoinHarness harness = JoinHarness.opened()) {
            harness.sees(department(1, "Sales", NINE, 1, cut(1)), staff(1, "Ada", 1, NINE, 1, cut(1)));
            harness.isToldOfClosed(cut(1));
            harness.sees(department(1, "Service", NINE, 2, cut(2)));
            harness.sees(department(1, "Care", NINE, 3, cut(3)));
            harness.isToldOfClosed(cut(3));
            harness.sees(department(1, "Sales", NINE, 4, cut(4)));
            harness.isToldOfClosed(cut(4));
            harness.closes(cut(4));

            assertThat(harness.extractOutputValues())
                    .containsExactly(
                            staffVersion(1, "Ada", "Sales", 1, NINE, false, cut(1)),
                            staffVersion(1, "Ada", "Care", 2, time(3), false, cut(3)),
                            staffVersion(1, "Ada", "Sales", 3, time(4), false, cut(4)));
            assertThat(harness.numEventTimeTimers()).isZero();
        }
    }

    @Test
    void whatACutThatWasBrokenOffGaveOutBelongsToTheNextClosedOne() throws Exception {
        try (JoinHarness harness = JoinHarness.opened()) {
            harness.sees(department(1, "Sales", NINE, 1, cut(1)), staff(1, "Ada", 1, NINE, 1, cut(1)));
            harness.closes(cut(1));
            harness.sees(
                    department(1, "Sales?", NINE, 2, cut(3)),
                    department(1, "Sales and Service", NINE, 3, cut(4)),
                    staff(1, "Adele", 1, time(2), 2, cut(3)));
            harness.closes(cut(4));

            assertThat(harness.extractOutputValues())
                    .containsExactly(
                            staffVersion(1, "Ada", "Sales", 1, NINE, false, cut(1)),
                            staffVersion(1, "Adele", "Sales and Service", 2, time(2), false, cut(4)));
        }
    }

    @Test
    void atTheEndOfABoundedJobTheInstantIsThatOfTheGreatestCut() throws Exception {
        try (JoinHarness harness = JoinHarness.opened()) {
            harness.sees(department(1, "Sales", NINE, 1, cut(3)), staff(1, "Ada", 1, "2025-01-01 00:00:00", 1, cut(1)));
            harness.closes(Long.MAX_VALUE);

            assertThat(harness.extractOutputValues())
                    .containsExactly(staffVersion(1, "Ada", "Sales", 1, NINE, false, cut(3)));
        }
    }

    @Test
    void aRowThatDoesNotFitIsInQuarantineAtOnceAndWhatWasKnownStays() throws Exception {
        try (JoinHarness harness = JoinHarness.opened()) {
            harness.sees(department(1, "Sales", NINE, 1, cut(1)), staff(1, "Ada", 1, NINE, 1, cut(1)));
            harness.closes(cut(1));
            harness.sees(department(1, null, time(2), 2, cut(2)), staff(1, "Adele", 1, time(2), 2, cut(2)));
            harness.closes(cut(2));

            assertThat(harness.extractOutputValues())
                    .containsExactly(
                            staffVersion(1, "Ada", "Sales", 1, NINE, false, cut(1)),
                            quarantined("department", 1, 2, "department_name", null, "is NULL", cut(2)),
                            staffVersion(1, "Adele", "Sales", 2, time(2), false, cut(2)));
        }
    }

    @Test
    void aRowOfEitherSideThatFitsAgainEndsItsLines() throws Exception {
        try (JoinHarness harness = JoinHarness.opened()) {
            harness.sees(department(1, null, NINE, 1, cut(1)), staff(1, null, 1, NINE, 1, cut(1)));
            harness.sees(department(1, "Sales", NINE, 2, cut(2)), Story.deleted(Totesys.STAFF, 1, 2, cut(2)));
            harness.sees(department(1, "Sales!", NINE, 3, cut(3)));

            assertThat(harness.extractOutputValues())
                    .containsExactly(
                            quarantined("department", 1, 1, "department_name", null, "is NULL", cut(1)),
                            quarantined("staff", 1, 1, "first_name", null, "is NULL", cut(1)),
                            quarantined("department", 1, 2, "", null, "fits", cut(2)),
                            quarantined("staff", 1, 2, "", null, "is gone", cut(2)));
        }
    }

    @Test
    void aRowThatRefersToNothingDoesNotFit() throws Exception {
        Change adrift = Story.insertOrUpdate(
                Totesys.STAFF,
                1,
                cut(1),
                Totesys.row(
                        Totesys.STAFF,
                        "staff_id",
                        7,
                        "first_name",
                        "Ada",
                        "last_name",
                        "O'Keefe",
                        "email_address",
                        ""));
        try (JoinHarness harness = JoinHarness.opened()) {
            harness.sees(adrift);
            harness.closes(cut(1));

            assertThat(harness.extractOutputValues())
                    .containsExactly(quarantined("staff", 7, 1, "department_id", null, "is NULL", cut(1)));
        }
    }

    @Test
    void anAddressThatDoesNotFitIsToldOfByItsOwnDimensionAlone() throws Exception {
        try (JoinHarness harness = JoinHarness.opened()) {
            harness.sees(address(1, null, 1, cut(1)), address(1, "York", 2, cut(2)));

            assertThat(harness.extractOutputValues()).isEmpty();
        }
    }

    @Test
    void aDeletedRowClosesItsVersion() throws Exception {
        try (JoinHarness harness = JoinHarness.opened()) {
            harness.sees(department(1, "Sales", NINE, 1, cut(1)), staff(1, "Ada", 1, NINE, 1, cut(1)));
            harness.closes(cut(1));
            harness.sees(Story.deleted(Totesys.DEPARTMENT, 1, 2, cut(2)));
            harness.closes(cut(2));
            harness.sees(Story.deleted(Totesys.STAFF, 1, 2, cut(3)));
            harness.closes(cut(3));

            assertThat(harness.extractOutputValues())
                    .containsExactly(
                            staffVersion(1, "Ada", "Sales", 1, NINE, false, cut(1)),
                            staffVersion(1, "Ada", "Sales", 2, time(3), true, cut(3)));
        }
    }

    @Test
    void bothJoinedDimensionsAreMadeAndKnowNothingOfEachOther() throws Exception {
        Change counterparty = Story.insertOrUpdate(
                Totesys.COUNTERPARTY,
                1,
                cut(1),
                Totesys.row(
                        Totesys.COUNTERPARTY,
                        "counterparty_id",
                        1,
                        "counterparty_legal_name",
                        "Leannon, Predovic and Morar",
                        "legal_address_id",
                        1));
        try (JoinHarness harness = JoinHarness.opened()) {
            harness.sees(counterparty, address(1, "Cardiff", 1, cut(1)), staff(1, "Ada", 1, NINE, 1, cut(1)));
            harness.closes(cut(1));

            assertThat(harness.extractOutputValues()).extracting(StarRow::table).containsExactly("dim_counterparty");
        }
    }

    @Test
    void aJobThatIsRestoredBetweenAChangeAndItsCutGoesOn() throws Exception {
        OperatorSubtaskState state;
        try (JoinHarness harness = JoinHarness.opened()) {
            harness.sees(department(1, "Sales", NINE, 1, cut(1)), staff(1, "Ada", 1, NINE, 1, cut(1)));
            harness.closes(cut(1));
            harness.sees(department(1, "Sales and Service", time(2), 2, cut(3)), staff(2, "Bob", 1, NINE, 1, cut(4)));
            state = harness.snapshot(1, 1);
        }
        try (JoinHarness harness = JoinHarness.restored(state, 1, 1, 0)) {
            harness.closes(cut(1));
            harness.sees(staff(1, "Adele", 1, time(1), 2, cut(3)));
            harness.closes(cut(3));
            harness.closes(cut(4));

            assertThat(harness.extractOutputValues())
                    .containsExactly(
                            staffVersion(1, "Adele", "Sales and Service", 2, time(2), false, cut(3)),
                            staffVersion(2, "Bob", "Sales and Service", 1, NINE, false, cut(4)));
        }
    }

    @Test
    void aTableMakesAtMostOneJoinedDimension() {
        assertThat(JoinedTables.of(StarSchema.tables()))
                .isEqualTo(Map.of(
                        "staff", "dim_staff",
                        "department", "dim_staff",
                        "counterparty", "dim_counterparty",
                        "address", "dim_counterparty"));
        assertThatThrownBy(() -> JoinedTables.of(List.of(StarSchema.DIM_STAFF, StarSchema.DIM_STAFF)))
                .hasMessage(
                        "Cannot join dim_staff: table staff makes dim_staff, expected at most one joined dimension");
    }

    @Test
    void onlyChangesOfItsTablesConcernIt() {
        assertThat(addressed(address(1, "Cardiff", 1, cut(1)))).hasSize(1);
        assertThat(JoinedDimensions.dimension(address(1, "Cardiff", 1, cut(1)))).isEqualTo("dim_counterparty");
        assertThat(addressed(Story.design(1, "Wooden", NINE, 1, cut(1)))).isEmpty();
        assertThatThrownBy(() -> JoinedDimensions.dimension(Story.design(1, "Wooden", NINE, 1, cut(1))))
                .hasMessageStartingWith("Cannot join table: design, expected one of ");
    }

    private static List<Change> addressed(Change change) {
        List<Change> addressed = new ArrayList<>();
        JoinedDimensions.addressed(change, new ListCollector<>(addressed));
        return addressed;
    }
}
