package com.terrifictotes.local.freshness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    @Test
    void aPercentileIsTheWaitThatSoManyOfAHundredDidNotExceed() {
        Freshness freshness = new Freshness(
                LongStream.rangeClosed(1, 200).mapToObj(Duration::ofMillis).toList());

        assertThat(freshness.percentile(50)).isEqualTo(Duration.ofMillis(100));
        assertThat(freshness.percentile(99)).isEqualTo(Duration.ofMillis(198));
        assertThat(freshness.percentile(100)).isEqualTo(Duration.ofMillis(200));
        assertThat(freshness).hasToString("200 commits: p50 100 ms, p90 180 ms, p99 198 ms, longest 200 ms");
    }

    @Test
    void theOrderOfTheCommitsDoesNotMatter() {
        Freshness freshness = new Freshness(List.of(Duration.ofMillis(9), Duration.ofMillis(1)));

        assertThat(freshness.percentile(1)).isEqualTo(Duration.ofMillis(1));
        assertThat(freshness.percentile(99)).isEqualTo(Duration.ofMillis(9));
    }

    @Test
    void ofNoCommitsNothingCanBeTold() {
        assertThatThrownBy(() -> new Freshness(List.of())).hasMessage("Cannot tell the freshness of no commits");
    }
}
