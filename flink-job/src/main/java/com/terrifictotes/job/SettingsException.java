package com.terrifictotes.job;

import com.terrifictotes.catalog.UserException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings, or a secret that they name, cannot be used as they are. */
public final class SettingsException extends UserException {
    private static final String NEXT_LINE = "\n  ";

    SettingsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** One message for all the problems, each on a line of its own. */
    static SettingsException of(String origin, List<String> problems) {
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return new SettingsException(
                "Cannot use the settings in " + origin + ", " + count + ":" + NEXT_LINE
                        + String.join(NEXT_LINE, problems),
                null);
    }

    @Override
    public int exitCode() {
        return 2;
    }
}
