package com.terrifictotes.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementsTest {

    @Test
    void statementsEndWithASemicolon() {
        assertThat(Statements.of("SELECT 1;\nSELECT 2 ;; SELECT 3"))
                .containsExactly("SELECT 1", "SELECT 2", "SELECT 3");
        assertThat(Statements.of(" \n;")).isEmpty();
    }

    @Test
    void aSemicolonInATextANameOrACommentEndsNothing() {
        assertThat(Statements.of("SELECT 'a;b''c;', `d;e` -- f;g\nFROM t /* h;\ni; */ WHERE x; SELECT 2"))
                .containsExactly("SELECT 'a;b''c;', `d;e`  \nFROM t   WHERE x", "SELECT 2");
    }

    @Test
    void minusAndDivisionAreNoComments() {
        assertThat(Statements.of("SELECT 4 - 1 / 2 -3; SELECT '--'"))
                .containsExactly("SELECT 4 - 1 / 2 -3", "SELECT '--'");
    }
}
