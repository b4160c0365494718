package com.terrifictotes.local;

import com.terrifictotes.catalog.UserException;
import org.jspecify.annotations.Nullable;

/** This machine cannot do what was asked: the message says what is in the way and what would help. */
public final class EnvironmentException extends UserException {
    private static final long serialVersionUID = 1;

    public EnvironmentException(String message) {
        super(message, null);
    }

    public EnvironmentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public int exitCode() {
        return 1;
    }
}
