package com.terrifictotes.local.run;

import java.io.PrintStream;
import picocli.CommandLine;

/** Prints lines; on a terminal, lines that pass may be written over. */
final class Screen {

    private final PrintStream out;
    private final PrintStream err;
    private final boolean isTerminal;
    private int passingLength;

    Screen(PrintStream out, PrintStream err, boolean isTerminal) {
        this.err = err;
        this.out = out;
        this.isTerminal = isTerminal;
    }

    /** The screen of a command whose lines all stay. */
    static Screen ofLines() {
        return new Screen(System.out, System.err, false);
    }

    /** The screen for what a command tells beside its result. */
    static Screen ofProgress() {
        return new Screen(System.err, System.err, CommandLine.Help.Ansi.AUTO.enabled());
    }

    /** Prints text that stays. */
    void print(String text) {
        wipe();
        out.print(text.endsWith("\n") ? text : text + System.lineSeparator());
        out.flush();
    }

    /** Prints what went wrong. */
    void error(String text) {
        wipe();
        err.println(text);
    }

    /** Prints a line that the next one may replace. */
    void pass(String line) {
        if (!isTerminal) {
            print(line);
            return;
        }
        wipe();
        out.print(line);
        out.flush();
        passingLength = line.length();
    }

    private void wipe() {
        if (passingLength > 0) {
            out.print("\r" + " ".repeat(passingLength) + "\r");
            passingLength = 0;
        }
    }
}
