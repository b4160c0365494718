package com.terrifictotes.local.star;

import com.sun.management.UnixOperatingSystemMXBean;
import com.terrifictotes.local.flink.FragileJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a job takes of the machine and of the databases, looked at again and again. */
final class Gauges {

    private static final double MEBIBYTE = 1 << 20;
    private static final String STAGING = """
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'etl' AND c.relkind = 'r' AND c.relname LIKE 'stage%'""";
    private static final String SESSIONS = """
            SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()""";

    private final StarPipeline pipeline;
    private final Path folder;
    private final Map<String, Gauge> gauges = new LinkedHashMap<>();
    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    /** Something that can be looked at. */
    @FunctionalInterface
    private interface Look {
        double now() throws SQLException, IOException;
    }

    private record Gauge(String unit, double slack, Look look) {}

    /** @param folder all that Flink writes here */
    Gauges(StarPipeline pipeline, FragileJob job, Path folder) {
        this.pipeline = pipeline;
        this.folder = folder;
        add("heap after a collection", "MB", 10, Gauges::heap);
        add("resident memory", "MB", 60, Gauges::resident);
        add("state in a checkpoint", "MB", 3, () -> job.newestStateBytes() / MEBIBYTE);
        add("rows in staging", "rows", 5_000, this::stagedRows);
        add(
                "size of staging",
                "MB",
                5,
                () -> warehouse("SELECT sum(pg_total_relation_size(c.oid)) " + STAGING) / MEBIBYTE);
        add("size of the ledger", "MB", 1, () -> warehouse("SELECT pg_total_relation_size('etl.ledger')") / MEBIBYTE);
        add("sessions in the warehouse", "sessions", 2, () -> warehouse(SESSIONS));
        add(
                "sessions in totesys",
                "sessions",
                2,
                () -> number(pipeline.totesys().connect(), SESSIONS));
        add("threads", "threads", 12, () -> ManagementFactory.getThreadMXBean().getThreadCount());
        add("open files", "files", 15, Gauges::openFiles);
        add("temporary files and checkpoints", "files", 30, this::files);
        add("files of the state with most of them", "files", 6, this::mostFilesOfAState);
    }

    /** Looks at all of them once. */
    void look() throws SQLException, IOException {
        for (Map.Entry<String, Gauge> gauge : gauges.entrySet()) {
            values.computeIfAbsent(gauge.getKey(), name -> new ArrayList<>())
                    .add(gauge.getValue().look().now());
        }
    }

    List<Measure> measures() {
        return gauges.entrySet().stream()
                .map(gauge -> new Measure(
                        gauge.getKey(),
                        gauge.getValue().unit(),
                        gauge.getValue().slack(),
                        values.getOrDefault(gauge.getKey(), List.of())))
                .toList();
    }

    private void add(String name, String unit, double slack, Look look) {
        gauges.put(name, new Gauge(unit, slack, look));
    }

    private static double heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEBIBYTE;
    }

    private static double resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .sum();
        }
    }

    private static double openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    private double files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.count();
        } catch (UncheckedIOException e) {
            return files();
        }
    }

    /** RocksDB merges its files: where there are more and more of them, it finds nothing to merge. */
    private double mostFilesOfAState() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("tmp"))) {
            return files
                    .filter(file -> file.toString().endsWith(".sst"))
                    .collect(Collectors.groupingBy(file -> String.valueOf(file.getParent()), Collectors.counting()))
                    .values()
                    .stream()
                    .mapToDouble(count -> count)
                    .max()
                    .orElse(0);
        } catch (UncheckedIOException e) {
            return mostFilesOfAState();
        }
    }

    private double stagedRows() throws SQLException {
        double rows = 0;
        for (String table : List.of("fact_sales_order", "dim_staff", "dim_location")) {
            rows += warehouse("SELECT count(*) FROM etl.stage_" + table);
        }
        return rows;
    }

    private double warehouse(String query) throws SQLException {
        return number(pipeline.warehouse(), query);
    }

    private static double number(Connection opened, String query) throws SQLException {
        try (Connection connection = opened;
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getDouble(1);
        }
    }
}
