package com.terrifictotes.local;

import org.jspecify.annotations.Nullable;

/** What the user gave cannot be used: the message names it and says what was expected. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UsageException(String message) {
        super(message);
    }

    public UsageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
