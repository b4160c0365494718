package com.terrifictotes.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResultsTest {

    private final Results results = new Results();

    @Test
    void aRatioIsTakenInEachRunAndTheirMedianIsTold() {
        // A machine that is ten times as slow in the second run changes no ratio.
        results.add(BenchCase.FLOOR, effort(1));
        results.add(BenchCase.FLOOR, effort(10));
        results.add(BenchCase.FLOOR, effort(1));
        results.add(BenchCase.FIRST_LOAD, effort(2));
        results.add(BenchCase.FIRST_LOAD, effort(20));
        results.add(BenchCase.FIRST_LOAD, effort(4));

        assertThat(results.ratio(BenchCase.FIRST_LOAD, BenchCase.FLOOR)).contains(0.5);
        assertThat(results.ratio(BenchCase.FIRST_LOAD, BenchCase.STOCK)).isEmpty();
        assertThat(results.median(BenchCase.FIRST_LOAD, Effort::seconds)).isEqualTo(4);
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertThat(Results.median(4, 1, 3, 2)).isEqualTo(2.5);
        assertThatThrownBy(Results::median).hasMessage("Cannot tell the median of nothing");
    }

    @Test
    void anEffortIsToldForEachRow() {
        Effort effort = new Effort(1_000_000, 4, 9, 3);

        assertThat(effort.rowsPerSecond()).isEqualTo(250_000);
        assertThat(effort.jobMicros()).isEqualTo(9);
        assertThat(effort.postgresMicros()).isEqualTo(3);
        assertThat(effort.micros()).isEqualTo(12);
        assertThatThrownBy(() -> new Effort(0, 1, 1, 1)).hasMessageStartingWith("Cannot tell the effort of 0 rows");
    }

    @Test
    void theTableHasTheMediansAndTheFigures() {
        results.add(BenchCase.FLOOR, effort(1));
        results.add(BenchCase.FIRST_LOAD, effort(2));
        results.add(new Figure(BenchCase.IDLE, "job", 1.25, "% of a core"));

        BenchPlan plan = new BenchPlan(Path.of("bench"), 10, 1, Set.of(BenchCase.FLOOR), List.of());
        String table = Report.of(plan, results).table();

        assertThat(table.lines().filter(line -> line.startsWith("| first load")))
                .singleElement()
                .asString()
                .contains("0.50", "2.0");
        assertThat(table).contains("idle, job: 1.3 % of a core");
    }

    private static Effort effort(double seconds) {
        return new Effort(1_000, seconds, 1, 1);
    }
}
