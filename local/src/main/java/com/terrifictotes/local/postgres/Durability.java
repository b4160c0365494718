package com.terrifictotes.local.postgres;

/** What a commit survives. */
public enum Durability {
    /** A commit survives the loss of power: for data that must be there tomorrow. */
    DURABLE("on"),

    /** A commit survives the end of the server's process only: for tests. */
    FAST("off");

    private final String value;

    Durability(String value) {
        this.value = value;
    }

    /** The value of {@code fsync} and its companions. */
    String value() {
        return value;
    }
}
