package com.terrifictotes.local.preflight;

/**
 * What one look found.
 *
 * @param text a sentence; of a problem or a piece of advice, with what to do
 */
public record Finding(Level level, String text) {

    /** How much a finding matters. */
    public enum Level {
        /** As it should be. */
        FINE,
        /** The pipeline runs, but better if somebody sees to this. */
        ADVICE,
        /** The pipeline does not run. */
        PROBLEM
    }
}
