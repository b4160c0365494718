package com.terrifictotes.reconcile;

import static com.terrifictotes.reconcile.Rows.ordered;
import static com.terrifictotes.reconcile.Rows.original;
import static com.terrifictotes.reconcile.Rows.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.catalog.Row;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergeTest {

    @Test
    void rowsOfOneKeyMeet() throws Exception {
        assertThat(merged(
                        ordered(original(1, "York"), original(2, "Hull")),
                        ordered(person(1, "York"), person(2, "Leeds"))))
                .containsExactly("1: York | York", "2: Hull | Leeds");
    }

    @Test
    void aKeyThatIsOnlyInTotesysIsSeenFirstLastAndInBetween() throws Exception {
        assertThat(merged(
                        ordered(
                                original(1, "a"),
                                original(2, "b"),
                                original(3, "c"),
                                original(4, "d"),
                                original(5, "e")),
                        ordered(person(2, "b"), person(4, "d"))))
                .containsExactly("1: a |", "2: b | b", "3: c |", "4: d | d", "5: e |");
    }

    @Test
    void aKeyThatIsOnlyInTheCopyIsSeenFirstLastAndInBetween() throws Exception {
        assertThat(merged(
                        ordered(original(2, "b"), original(4, "d")),
                        ordered(person(-1, "a"), person(2, "b"), person(3, "c"), person(4, "d"), person(5, "e"))))
                .containsExactly("-1: nobody | a", "2: b | b", "3: nobody | c", "4: d | d", "5: nobody | e");
    }

    @Test
    void anEmptySideHasNoneOfTheKeys() throws Exception {
        assertThat(merged(ordered(), ordered(person(1, "a"), person(2, "b"))))
                .containsExactly("1: nobody | a", "2: nobody | b");
        assertThat(merged(ordered(original(1, "a"), original(2, "b")), ordered()))
                .containsExactly("1: a |", "2: b |");
        assertThat(merged(ordered(), ordered())).isEmpty();
    }

    @Test
    void rowsThatAreThereTwiceMeetTheSameRow() throws Exception {
        assertThat(merged(
                        ordered(original(1, "a"), original(2, "b")),
                        ordered(person(1, "a"), person(1, "x"), person(3, "c"), person(3, "c"))))
                .containsExactly("1: a | a, x", "2: b |", "3: nobody | c, c");
    }

    @Test
    void aSideThatIsNotInOrderIsNoBasisForAComparison() {
        assertThatThrownBy(() -> merged(ordered(original(2, "b"), original(1, "a")), ordered()))
                .hasMessage("Cannot compare people: rows of totesys are not in the order of their keys");
        assertThatThrownBy(() -> merged(ordered(original(1, "b"), original(1, "b")), ordered()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> merged(ordered(), ordered(person(2, "b"), person(1, "a"))))
                .hasMessage("Cannot compare people: the row with key 1 is not in the order of the keys");
    }

    private static List<String> merged(OrderedRows<Original> totesys, OrderedRows<Row> copy) throws Exception {
        List<String> seen = new ArrayList<>();
        new Merge(totesys, copy, Rows.PEOPLE).run((key, original, rows) -> {
            String own = original == null ? "nobody" : original.row().text(1);
            String shown =
                    String.join(", ", rows.stream().map(row -> row.text(1)).toList());
            seen.add("%d: %s | %s".formatted(key.integer(), own, shown).strip());
        });
        return seen;
    }
}
