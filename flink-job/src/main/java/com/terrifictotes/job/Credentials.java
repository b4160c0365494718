package com.terrifictotes.job;

/** A user name and its password. Not serializable, so that it cannot slip into the job graph or into a checkpoint. */
public record Credentials(String username, String password) {
    public Credentials {
        if (username.isBlank() || password.isEmpty()) {
            throw new IllegalArgumentException("Cannot log in without a user name and a password");
        }
    }

    @Override
    public String toString() {
        return "Credentials[username=" + username + ", password=(not shown)]";
    }
}
