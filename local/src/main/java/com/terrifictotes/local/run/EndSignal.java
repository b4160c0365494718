package com.terrifictotes.local.run;

import java.util.Map;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * A wish that this program ends while another one works for it: the other one is ended first, and what both leave is
 * cleared away. Without it the JVM would be gone at once, and its passwords and databases would stay.
 */
final class EndSignal {

    private static final Map<String, Integer> NUMBERS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

    /** What a shell adds to the number of a signal that ended a program. */
    private static final int ENDED_BY_SIGNAL = 128;

    private @Nullable String given;
    private Runnable end = () -> {};

    private EndSignal() {}

    /** Hears Ctrl-C, a kill, and a terminal that is closed. */
    static EndSignal listen() {
        EndSignal signal = new EndSignal();
        NUMBERS.keySet().forEach(name -> Signals.register(name, () -> signal.hear(name)));
        return signal;
    }

    /** The same, but Ctrl-C is for the other program: a handler that does nothing, because no child inherits one. */
    static EndSignal listenButForCtrlC() {
        EndSignal signal = listen();
        Signals.register("INT", () -> {});
        return signal;
    }

    /** What ends the other program: done when a signal is given, or now if one was. */
    synchronized void endBy(Runnable action) {
        end = action;
        if (given != null) {
            action.run();
        }
    }

    /** The exit code of this program: the other one's, unless a signal was given. */
    synchronized int exitCode(int ofTheOther) {
        return given == null ? ofTheOther : ENDED_BY_SIGNAL + NUMBERS.getOrDefault(given, 0);
    }

    private synchronized void hear(String name) {
        given = name;
        end.run();
    }
}
