package com.terrifictotes.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class ServiceMetricTest {

    private static final Path PAGE = Path.of("..", "docs", "metrics.md");
    private static final Pattern NAME = Pattern.compile("`([a-z][A-Za-z]*)`[,.]");

    @Test
    void theyAreFewAndEachHasANameOfItsOwn() {
        assertThat(titles())
                .hasSizeLessThanOrEqualTo(ServiceMetric.MOST)
                .doesNotHaveDuplicates()
                .allMatch(title -> title.matches("[a-z][A-Za-z]*"));
    }

    @Test
    void thePageListsThem() throws Exception {
        String section = Files.readString(PAGE).split("## In CloudWatch", 2)[1];

        assertThat(NAME.matcher(section).results().map(ServiceMetricTest::name)).containsExactlyElementsOf(titles());
    }

    @Test
    void someOperatorRegistersEach() {
        JavaClass list = new ClassFileImporter(List.of(new DoNotIncludeTests()))
                .importPackages("com.terrifictotes")
                .get(ServiceMetric.class);

        for (ServiceMetric metric : ServiceMetric.values()) {
            assertThat(list.getField(metric.name()).getAccessesToSelf())
                    .as("uses of " + metric)
                    .anyMatch(access -> !access.getOriginOwner().equals(list));
        }
    }

    @Test
    void theServiceSeesWhatTheOperatorTells() {
        Group operator = new Group("");
        Gauge<Long> age = () -> 5L;
        SimpleCounter counter = new SimpleCounter();

        ServiceMetric.CUT_AGE_SECONDS.gauge(operator, age);

        assertThat(ServiceMetric.RETRIES.counter(operator, counter)).isSameAs(counter);
        assertThat(operator.metrics)
                .isEqualTo(Map.of(
                        "cutAgeSeconds", age,
                        "kinesisanalytics.cutAgeSeconds", age,
                        "retries", counter,
                        "kinesisanalytics.retries", counter));
    }

    private static List<String> titles() {
        return Arrays.stream(ServiceMetric.values()).map(ServiceMetric::title).toList();
    }

    private static String name(MatchResult found) {
        return found.group(1);
    }

    /** Remembers what is registered in it and in groups below it. */
    private static final class Group extends UnregisteredMetricsGroup {

        private final String prefix;
        private final Map<String, Metric> metrics;

        Group(String prefix) {
            this(prefix, new HashMap<>());
        }

        private Group(String prefix, Map<String, Metric> metrics) {
            this.prefix = prefix;
            this.metrics = metrics;
        }

        @Override
        public MetricGroup addGroup(String name) {
            return new Group(prefix + name + ".", metrics);
        }

        @Override
        public <C extends Counter> C counter(String name, C counter) {
            metrics.put(prefix + name, counter);
            return counter;
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            metrics.put(prefix + name, gauge);
            return gauge;
        }
    }
}
