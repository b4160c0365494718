package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeasureTest {

    @Test
    void whatGrowsAtFirstAndThenStaysIsFlat() {
        assertThat(measure(0, 10.0, 90.0, 100.0, 101.0, 99.0, 102.0).isFlat()).isTrue();
    }

    @Test
    void whatGoesOnGrowingIsNotFlat() {
        assertThat(measure(0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0).isFlat()).isFalse();
    }

    @Test
    void slackIsForSmallFigures() {
        assertThat(measure(2, 1.0, 1.0, 1.0, 1.0, 3.0, 3.0).isFlat()).isTrue();
        assertThat(measure(1, 1.0, 1.0, 1.0, 1.0, 4.0, 4.0).isFlat()).isFalse();
    }

    private static Measure measure(double slack, Double... values) {
        return new Measure("heap", "MB", slack, List.of(values));
    }
}
