package com.terrifictotes.local.page;

import java.sql.SQLException;

/** Answers a question with something that Jackson writes as JSON. */
@FunctionalInterface
interface JsonAnswer {

    /**
     * Answers.
     *
     * @param rest of the path, behind that of the question
     * @throws SQLException if the warehouse does not answer
     * @throws UnknownException if there is no such thing
     */
    Object answer(String rest) throws SQLException, UnknownException;
}
