package com.terrifictotes.local.run;

import com.terrifictotes.local.preflight.Finding;
import com.terrifictotes.local.preflight.Finding.Level;
import com.terrifictotes.local.preflight.Section;
import java.util.List;

/** What a preflight found, as lines of text. */
final class PreflightLines {

    private static final String FORMAT = "  %-8s %s%n";
    private static final String NEXT_LINE = "%n".formatted() + " ".repeat(11);

    private PreflightLines() {}

    static String of(List<Section> sections) {
        StringBuilder lines = new StringBuilder();
        for (Section section : sections) {
            lines.append(section.title()).append(System.lineSeparator());
            section.findings().forEach(finding -> lines.append(line(finding)));
        }
        long problems = PreflightCommand.count(sections, Level.PROBLEM);
        return lines
                + "%s, advice: %d"
                        .formatted(
                                problems == 0 ? "The pipeline can run" : "Problems: %d".formatted(problems),
                                PreflightCommand.count(sections, Level.ADVICE));
    }

    private static String line(Finding finding) {
        String mark = switch (finding.level()) {
            case FINE -> "ok";
            case ADVICE -> "advice";
            case PROBLEM -> "PROBLEM";
        };
        return FORMAT.formatted(mark, finding.text().replace("\n", NEXT_LINE));
    }
}
