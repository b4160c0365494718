package com.terrifictotes.warehouse;

import java.sql.SQLException;
import java.util.Objects;

/** What failures of the warehouse mean, for people. */
final class Failures {

    private Failures() {}

    /** What the database says, and what can be done where that is not plain. */
    static String reason(SQLException failure) {
        return switch (Objects.requireNonNullElse(failure.getSQLState(), "")) {
            case "57014" ->
                failure.getMessage()
                        + "; a setting says how long it may take: Warehouse: statement.timeout. Publishing a first load takes longest, and so does waiting for a lock that somebody else holds";
            case "25006" -> failure.getMessage() + "; expected a warehouse that can be written, is this a standby?";
            case "53100" -> failure.getMessage() + "; the warehouse needs room";
            case "53300" -> failure.getMessage() + "; the job needs a connection for each of its writers and two more";
            default -> String.valueOf(failure.getMessage());
        };
    }
}
