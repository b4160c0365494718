package com.terrifictotes.local.run;

import com.terrifictotes.local.steps.CheckpointSteps;
import com.terrifictotes.local.steps.Probes;

/** The command {@code totes}, which prints the steps of each of its checkpoints, a line each time. */
final class TellingTotes {

    /** How a line begins. */
    static final String LINE = "steps of a checkpoint: ";

    /** Between one step and the next. */
    static final String COMMA = "; ";

    private TellingTotes() {}

    /** The arguments of {@code totes}. */
    public static void main(String[] arguments) {
        Probes.weave();
        CheckpointSteps.tell(steps -> System.out.println(LINE + String.join(COMMA, steps)));
        Totes.main(arguments);
    }
}
