package com.terrifictotes.local.run;

import com.terrifictotes.local.steps.CheckpointSteps;
import com.terrifictotes.local.steps.Probes;
import java.util.Arrays;

/** The command {@code totes}, which dies as of {@code kill -9} at a step of one of its checkpoints. */
final class HaltingTotes {

    private static final int OWN = 2;

    private HaltingTotes() {}

    /** The step, how many checkpoints go well before, and the arguments of {@code totes}. */
    public static void main(String[] arguments) {
        Probes.weave();
        CheckpointSteps.haltAt(arguments[0], Integer.parseInt(arguments[1]));
        Totes.main(Arrays.copyOfRange(arguments, OWN, arguments.length));
    }
}
