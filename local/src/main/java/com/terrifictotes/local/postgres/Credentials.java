package com.terrifictotes.local.postgres;

/** A role of a database and its password, which no log shows. */
public record Credentials(String username, String password) {
    @Override
    public String toString() {
        return "Credentials[username=" + username + ", password=***]";
    }
}
