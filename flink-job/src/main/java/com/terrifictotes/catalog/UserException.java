package com.terrifictotes.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Something that whoever runs the program can put right. The message says all there is to say, so a command prints the
 * message alone, without a stack trace, and ends with {@link #exitCode()}.
 */
public abstract class UserException extends RuntimeException {
    protected UserException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What the command ends with: 2 if the settings must change, 1 if the world around the program must. */
    public abstract int exitCode();
}
