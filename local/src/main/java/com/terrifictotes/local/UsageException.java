package com.terrifictotes.local;

import com.terrifictotes.catalog.UserException;
import org.jspecify.annotations.Nullable;

/** What the user gave cannot be used: the message names it and says what was expected. */
public final class UsageException extends UserException {
    private static final long serialVersionUID = 1;

    public UsageException(String message) {
        super(message, null);
    }

    public UsageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public int exitCode() {
        return 2;
    }
}
