package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The sample rules for Prometheus say what the alarms of a deployment say. */
class AlertRulesTest {

    static final Path RULES = Path.of("../local/prometheus/alerts.yml");
    /** Of the machines of the service. */
    private static final Set<String> NOT_HERE = Set.of("memory-full", "cpu-high", "disk-full");

    @Test
    void eachAlarmOfADeploymentIsARuleUnlessItIsOfTheServicesMachines() throws IOException {
        String terraform = Files.readString(Path.of("../terraform/modules/monitoring/alarms.tf"));
        Set<String> alarms = new TreeSet<>(found(terraform, "(?m)^    ([a-z-]+) += \\{ metric = "));
        alarms.removeAll(NOT_HERE);

        assertThat(found(Files.readString(RULES), "- alert: ([a-z-]+)")).containsExactlyInAnyOrderElementsOf(alarms);
    }

    @Test
    void eachRuleNamesItsEntryInTheRunbook() throws IOException {
        String rules = Files.readString(RULES);

        assertThat(found(rules, "runbook: docs/runbook\\.md, ([a-z-]+)")).isEqualTo(found(rules, "- alert: ([a-z-]+)"));
    }

    /** The names of the metrics that the rules ask for. */
    static Set<String> metrics() throws IOException {
        return new TreeSet<>(found(Files.readString(RULES), "\\b(flink_\\w+)"));
    }

    private static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toList());
    }
}
