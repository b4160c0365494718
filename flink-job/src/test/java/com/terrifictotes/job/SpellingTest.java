package com.terrifictotes.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
    private static final List<String> KEYS = List.of("url", "secret", "poll.interval", "sweep.interval");

    @Test
    void theNearestWordIsMeant() {
        assertThat(Spelling.nearest("pollinterwal", KEYS)).contains("poll.interval");
        assertThat(Spelling.nearest("sweep.intervall", KEYS)).contains("sweep.interval");
    }

    @Test
    void caseAndSeparatorsDoNotCount() {
        assertThat(Spelling.nearest("POLL_INTERVAL", KEYS)).contains("poll.interval");
    }

    @Test
    void nothingIsMeantByAWordThatIsFarFromAll() {
        assertThat(Spelling.nearest("compression", KEYS)).isEmpty();
        assertThat(Spelling.nearest("", KEYS)).isEmpty();
        assertThat(Spelling.nearest("user", KEYS)).isEmpty();
    }
}
