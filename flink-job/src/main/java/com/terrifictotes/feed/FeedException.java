package com.terrifictotes.feed;

import com.terrifictotes.catalog.UserException;
import org.jspecify.annotations.Nullable;

/** The stream of the feed is not there, or may not be used as the job has to. */
public final class FeedException extends UserException {

    private static final long serialVersionUID = 1;

    FeedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public int exitCode() {
        return 1;
    }
}
