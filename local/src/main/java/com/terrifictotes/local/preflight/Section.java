package com.terrifictotes.local.preflight;

import com.terrifictotes.local.preflight.Finding.Level;
import java.util.ArrayList;
import java.util.List;

/** What was found of one of the things a pipeline needs, in the order in which it was looked at. */
public final class Section {

    private final String title;
    private final List<Finding> findings = new ArrayList<>();

    Section(String title) {
        this.title = title;
    }

    /** Which thing, and where it is. */
    public String title() {
        return title;
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** How many findings are of a level. */
    public long count(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    void fine(String text) {
        findings.add(new Finding(Level.FINE, text));
    }

    void advise(String text) {
        findings.add(new Finding(Level.ADVICE, text));
    }

    void problem(String text) {
        findings.add(new Finding(Level.PROBLEM, text));
    }
}
