package com.terrifictotes.dimension;

import static com.terrifictotes.dimension.Story.micros;
import static com.terrifictotes.dimension.Story.time;
import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Staff (key, name) and their department (name). Keys of staff are small; those of departments are 100, 200, 300. */
class JoinTest {

    private static final long SALES = 100;
    private static final long DISPATCH = 200;
    private static final int MANY = 10_000;

    private final JoinMemory memory = CountingMemory.ofJoin();
    private final Join join = new Join(new Weave(List.of(false, false, true)), memory);

    @Test
    void aRowIsThereWhenBothSidesAre() throws Exception {
        assertThat(close(1, staff(1, "Ada", SALES, 1))).isEmpty();
        assertThat(close(2, department(SALES, "Sales", 2))).containsExactly(version(1, "Ada", "Sales", 1, 0));
    }

    @Test
    void bothSidesInOneCutMakeOneVersionFromTheLaterOn() throws Exception {
        close(1, staff(1, "Ada", SALES, 1), staff(2, "Bob", SALES, 1), department(SALES, "Sales", 1));

        assertThat(close(5, staff(1, "Adele", SALES, 3), department(SALES, "Sales and Service", 4)))
                .containsExactly(
                        version(1, "Adele", "Sales and Service", 2, 4), version(2, "Bob", "Sales and Service", 2, 4));
    }

    @Test
    void whoMovedIsAMemberOfTheNewDepartmentAlone() throws Exception {
        close(1, staff(1, "Ada", SALES, 1), department(SALES, "Sales", 1), department(DISPATCH, "Dispatch", 1));

        assertThat(close(3, staff(1, "Ada", DISPATCH, 2))).containsExactly(version(1, "Ada", "Dispatch", 2, 2));
        assertThat(memory.members().recall(SALES)).isNull();
        assertThat(memory.members().recall(DISPATCH)).isEqualTo(Members.ofSorted(1));
        assertThat(close(5, department(SALES, "Sales and Service", 4))).isEmpty();
        assertThat(close(7, department(DISPATCH, "Shipping", 6))).containsExactly(version(1, "Ada", "Shipping", 3, 6));
    }

    @Test
    void whoMovesIntoADepartmentThatIsRenamedInTheSameCutIsSeenOnce() throws Exception {
        close(1, staff(1, "Ada", SALES, 1), department(SALES, "Sales", 1), department(DISPATCH, "Dispatch", 1));

        assertThat(close(4, staff(1, "Ada", DISPATCH, 2), department(DISPATCH, "Shipping", 3)))
                .containsExactly(version(1, "Ada", "Shipping", 2, 3));
    }

    @Test
    void theDepartmentThatWasLeftSaysNothingAboutWhen() throws Exception {
        close(1, staff(1, "Ada", SALES, 1), department(SALES, "Sales", 1), department(DISPATCH, "Dispatch", 1));

        assertThat(close(4, staff(1, "Ada", DISPATCH, 2), department(SALES, "Sales and Service", 3)))
                .containsExactly(version(1, "Ada", "Dispatch", 2, 2));
    }

    @Test
    void anUpdateOfNothingShownIsRememberedForTheNext() throws Exception {
        close(1, staff(1, "Ada", SALES, 1), department(SALES, "Sales", 1));

        assertThat(close(3, department(SALES, "Sales", 2))).isEmpty();
        assertThat(close(4, department(SALES, "Sales and Service", 2)))
                .as("a silent update: last_updated has been seen")
                .containsExactly(version(1, "Ada", "Sales and Service", 2, 4));
    }

    @Test
    void aDeletedRowIsClosedAndLeavesItsDepartment() throws Exception {
        close(1, staff(1, "Ada", SALES, 1), staff(2, "Bob", SALES, 1), department(SALES, "Sales", 1));

        assertThat(close(2, gone(false, 1))).containsExactly(gone(1, "Ada", "Sales", 2, 2));
        assertThat(memory.members().recall(SALES)).isEqualTo(Members.ofSorted(2));
        assertThat(close(4, department(SALES, "Sales and Service", 3)))
                .containsExactly(version(2, "Bob", "Sales and Service", 2, 3));
        assertThat(close(5, gone(false, 1), gone(false, 77))).isEmpty();
        assertThat(close(6, staff(1, "Ada", SALES, 5))).containsExactly(version(1, "Ada", "Sales and Service", 3, 6));
    }

    @Test
    void whoWasInADeletedDepartmentKeepsWhatIsShownUntilItIsBack() throws Exception {
        close(1, staff(1, "Ada", SALES, 1), department(SALES, "Sales", 1));

        assertThat(close(2, gone(true, SALES))).isEmpty();
        assertThat(close(4, staff(1, "Adele", SALES, 3))).isEmpty();
        assertThat(close(6, department(SALES, "Sales", 5))).containsExactly(version(1, "Adele", "Sales", 2, 5));
    }

    @Test
    void aDepartmentThatIsBackUnderAnotherNameGivesItToItsMembers() throws Exception {
        close(1, staff(1, "Ada", SALES, 1), staff(2, "Bob", SALES, 1), department(SALES, "Sales", 1));

        assertThat(close(2, gone(true, SALES), gone(false, 2))).containsExactly(gone(2, "Bob", "Sales", 2, 2));
        assertThat(close(5, department(SALES, "Sales and Service", 4)))
                .containsExactly(version(1, "Ada", "Sales and Service", 2, 4));
    }

    @Test
    void whoComesBackWhileTheirDepartmentIsGoneWaitsForIt() throws Exception {
        close(1, staff(1, "Ada", SALES, 1), department(SALES, "Sales", 1));
        close(2, gone(true, SALES), gone(false, 1));

        assertThat(close(4, staff(1, "Ada", SALES, 3))).isEmpty();
        assertThat(close(6, department(SALES, "Sales", 5))).containsExactly(version(1, "Ada", "Sales", 3, 6));
    }

    @Test
    void whoIsGoneAndBackBeforeTheCutIsClosedWasNeverGone() throws Exception {
        close(1, staff(1, "Ada", SALES, 1), department(SALES, "Sales", 1));
        PendingSide gone = new PendingSide(false, 1, 8, 2, null);
        PendingSide back =
                new PendingSide(false, 1, 9, 3, staff(1, "Ada", SALES, 1).side());

        assertThat(close(9, back, gone)).isEmpty();
    }

    @Test
    void ofSeveralChangesOfARowInOneCutTheLastOneCounts() throws Exception {
        PendingSide first = staff(1, "Ada", SALES, 1);
        PendingSide second =
                new PendingSide(false, 1, 9, 2, staff(1, "Bob", SALES, 2).side());
        PendingSide third =
                new PendingSide(false, 1, 9, 3, staff(1, "Cleo", SALES, 2).side());

        assertThat(close(9, third, department(SALES, "Sales", 1), first, second))
                .containsExactly(version(1, "Cleo", "Sales", 1, 0));
    }

    @Test
    void aChangeOfADepartmentTouchesItsMembersAndNobodyElse() throws Exception {
        close(1, department(SALES, "Sales", 1), department(DISPATCH, "Dispatch", 1));
        close(1, staff(1, "Ada", SALES, 1), staff(2, "Bob", SALES, 1));
        close(
                1,
                IntStream.range(1000, 1000 + MANY)
                        .mapToObj(id -> staff(id, "Zoe", DISPATCH, 1))
                        .toArray(PendingSide[]::new));
        assertThat(CountingMemory.accesses(memory))
                .as("a first load reads and writes the members of a department once")
                .isEqualTo("sources 10002r 10002w, lookups 10004r 2w, members 4r 2w, versions 10002r 10002w");

        assertThat(close(3, department(SALES, "Sales and Service", 2))).hasSize(2);
        assertThat(CountingMemory.accesses(memory))
                .isEqualTo("sources 2r 0w, lookups 1r 1w, members 1r 0w, versions 2r 2w");

        assertThat(close(4, department(DISPATCH, "Dispatch", 3))).isEmpty();
        assertThat(CountingMemory.accesses(memory))
                .as("an update of nothing shown, with ten thousand members")
                .isEqualTo("sources 0r 0w, lookups 1r 1w, members 0r 0w, versions 0r 0w");
    }

    private List<Version> close(int minute, PendingSide... pending) throws Exception {
        List<Version> versions = new ArrayList<>();
        join.close(micros(time(minute)), List.of(pending), versions::add);
        return versions;
    }

    private static PendingSide staff(long id, String name, long department, int lastUpdated) {
        Row shown = new RowBuilder().int32((int) id).text(name).build();
        return side(false, id, new Side(shown, department, micros(Story.NINE), micros(time(lastUpdated))));
    }

    private static PendingSide department(long id, String name, int lastUpdated) {
        Row shown = new RowBuilder().text(name).build();
        return side(true, id, new Side(shown, id, micros(Story.NINE), micros(time(lastUpdated))));
    }

    private static PendingSide gone(boolean isDepartment, long id) {
        return side(isDepartment, id, null);
    }

    private static PendingSide side(boolean isDepartment, long id, @Nullable Side side) {
        return new PendingSide(isDepartment, id, 1, 1, side);
    }

    private static Version gone(int id, String name, String department, int number, int minute) {
        Row shown = version(id, name, department, number, minute).shown();
        return new Version(shown, number, micros(time(minute)), true);
    }

    /** @param minute from when on it holds; 0 for since the row was made */
    private static Version version(int id, String name, String department, int number, int minute) {
        Row shown = new RowBuilder().int32(id).text(name).text(department).build();
        return new Version(shown, number, minute == 0 ? micros(Story.NINE) : micros(time(minute)), false);
    }
}
