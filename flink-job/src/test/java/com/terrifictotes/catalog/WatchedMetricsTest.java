package com.terrifictotes.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.checkpoint.DefaultCheckpointStatsTracker;
import org.apache.flink.runtime.metrics.MetricNames;
import org.junit.jupiter.api.Test;

/** An alarm on a metric that nobody reports is silent for ever. */
class WatchedMetricsTest {

    private static final Path MONITORING = Path.of("..", "terraform", "modules", "monitoring");
    private static final Pattern OF_ALARM = Pattern.compile("\\bmetric = \"([^\"]*)\"");
    private static final Pattern OF_GRAPHS = Pattern.compile("\\bmetrics = \\[(\"[^\\]]*)\\]");

    /** The service makes these itself: docs.aws.amazon.com/managed-flink/latest/java/metrics-dimensions.html. */
    private static final List<String> OF_THE_SERVICE = List.of(
            "containerCPUUtilization",
            "containerMemoryUtilization",
            "containerDiskUtilization",
            "heapMemoryUtilization");

    @Test
    void eachAlarmWatchesAMetricThatIsReported() throws Exception {
        List<String> watched = OF_ALARM.matcher(read("alarms.tf"))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(watched).hasSizeGreaterThan(10).isSubsetOf(reported());
    }

    @Test
    void eachGraphShowsMetricsThatAreReported() throws Exception {
        List<String> shown = OF_GRAPHS
                .matcher(read("dashboard.tf"))
                .results()
                .flatMap(found -> Arrays.stream(found.group(1).split(",")))
                .map(name -> name.strip().replace("\"", ""))
                .toList();

        assertThat(shown).hasSizeGreaterThan(20).isSubsetOf(reported());
    }

    private static String read(String file) throws IOException {
        return Files.readString(MONITORING.resolve(file));
    }

    private static Set<String> reported() throws IllegalAccessException {
        Set<String> names = new TreeSet<>(OF_THE_SERVICE);
        Arrays.stream(ServiceMetric.values()).map(ServiceMetric::title).forEach(names::add);
        Stream.of(JobStatus.RUNNING, JobStatus.RESTARTING, JobStatus.FAILING)
                .map(status -> status.name().toLowerCase(Locale.ROOT) + "Time")
                .forEach(names::add);
        names.add(MetricNames.NUM_RESTARTS);
        for (Field field : DefaultCheckpointStatsTracker.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                field.setAccessible(true);
                names.add((String) field.get(null));
            }
        }
        return names;
    }
}
