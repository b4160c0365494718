package com.terrifictotes.lake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HiveNamesTest {

    @Test
    void ordinaryNamesStayAsTheyAre() {
        assertThat(HiveNames.escape("sales_order")).isEqualTo("sales_order");
        assertThat(HiveNames.escape("Größe 9-b.c")).isEqualTo("Größe 9-b.c");
    }

    @Test
    void charactersWithAMeaningInAPathAreEscaped() {
        assertThat(HiveNames.escape("a/b=c:d%e")).isEqualTo("a%2Fb%3Dc%3Ad%25e");
        assertThat(HiveNames.escape("*?[]{^\\\"'#")).isEqualTo("%2A%3F%5B%5D%7B%5E%5C%22%27%23");
        assertThat(HiveNames.escape("\t\n\u007F")).isEqualTo("%09%0A%7F");
    }
}
