package com.terrifictotes.local.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.util.EnvironmentInformation;

/** What was measured, for people and for machines. */
public final class Report {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROW = "| %-11s | %10s | %8s | %12s | %8s | %8s | %8s | %8s |%n";

    private final BenchPlan plan;
    private final Results results;

    private Report(BenchPlan plan, Results results) {
        this.plan = plan;
        this.results = results;
    }

    static Report of(BenchPlan plan, Results results) {
        return new Report(plan, results);
    }

    static String line(BenchCase of, Effort effort) {
        return "  %s: %,d rows in %.1f s, %,.0f rows/s, processor %.1f µs a row (job %.1f, Postgres %.1f)"
                .formatted(
                        of.title(),
                        effort.rows(),
                        effort.seconds(),
                        effort.rowsPerSecond(),
                        effort.micros(),
                        effort.jobMicros(),
                        effort.postgresMicros());
    }

    static String line(Figure figure) {
        return "  %s, %s: %,.1f %s".formatted(figure.of().title(), figure.name(), figure.value(), figure.unit());
    }

    /** A table of medians, in Markdown. */
    public String table() {
        StringBuilder table = new StringBuilder();
        if (!results.cases().isEmpty()) {
            table.append(
                    ROW.formatted("case", "rows", "seconds", "rows/s", "to floor", "to stock", "to load", "µs a row"));
            table.append("|---|---|---|---|---|---|---|---|%n".formatted());
            results.cases().forEach(of -> table.append(row(of)));
        }
        results.figures().forEach(figure -> table.append(line(figure)).append(System.lineSeparator()));
        return table.toString();
    }

    private String row(BenchCase of) {
        return ROW.formatted(
                of.title(),
                "%,d".formatted(results.of(of).get(0).rows()),
                "%.1f".formatted(results.median(of, Effort::seconds)),
                "%,.0f".formatted(results.median(of, Effort::rowsPerSecond)),
                ratio(of, BenchCase.FLOOR),
                ratio(of, BenchCase.STOCK),
                ratio(of, BenchCase.FIRST_LOAD),
                "%.1f".formatted(results.median(of, Effort::micros)));
    }

    private String ratio(BenchCase of, BenchCase to) {
        return results.ratio(of, to).map("%.2f"::formatted).orElse("");
    }

    /** Everything, each run included. */
    public String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        all.put("machine", machine());
        all.put("orders", plan.orders());
        all.put("runs", plan.runs());
        all.put("cases", results.cases().stream().map(this::caseOf).toList());
        all.put("figures", results.figures().stream().map(Report::figureOf).toList());
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write what was measured", e);
        }
    }

    private static Map<String, Object> machine() {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("maxHeapBytes", Runtime.getRuntime().maxMemory());
        machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("java", Runtime.version().toString());
        machine.put(
                "jvmOptions",
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(option -> option.startsWith("-X"))
                        .toList());
        machine.put("flink", EnvironmentInformation.getVersion());
        return machine;
    }

    private Map<String, Object> caseOf(BenchCase of) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("case", of.title());
        json.put("about", of.about());
        results.ratio(of, BenchCase.FLOOR).ifPresent(ratio -> json.put("ratioToFloor", ratio));
        results.ratio(of, BenchCase.STOCK).ifPresent(ratio -> json.put("ratioToStock", ratio));
        results.ratio(of, BenchCase.FIRST_LOAD).ifPresent(ratio -> json.put("ratioToFirstLoad", ratio));
        json.put("medianRowsPerSecond", results.median(of, Effort::rowsPerSecond));
        json.put("medianProcessorMicrosPerRow", results.median(of, Effort::micros));
        List<Map<String, Object>> runs = new ArrayList<>();
        for (Effort effort : results.of(of)) {
            Map<String, Object> run = new LinkedHashMap<>();
            run.put("rows", effort.rows());
            run.put("seconds", effort.seconds());
            run.put("rowsPerSecond", effort.rowsPerSecond());
            run.put("jobMicrosPerRow", effort.jobMicros());
            run.put("postgresMicrosPerRow", effort.postgresMicros());
            runs.add(run);
        }
        json.put("runs", runs);
        return json;
    }

    private static Map<String, Object> figureOf(Figure figure) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("case", figure.of().title());
        json.put("name", figure.name());
        json.put("value", Double.isNaN(figure.value()) ? null : figure.value());
        json.put("unit", figure.unit());
        return json;
    }
}
