package com.terrifictotes.local.flink;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * The whole numbers among the metrics of Flink in this JVM, as they are now; of tasks that ended, as they were last.
 */
public final class Board {

    static final Board OF_THIS_JVM = new Board();

    private final Map<Place, Value> values = new ConcurrentHashMap<>();
    private final Map<String, Long> additions = new ConcurrentHashMap<>();

    /** Of a metric, or of none any more. */
    private record Value(@Nullable Metric metric, LongSupplier now) {
        long getAsLong() {
            return now.getAsLong();
        }
    }

    private record Place(String metric, String table, String operator, String subtask) {

        static Place of(String metric, MetricGroup group) {
            Map<String, String> variables = group.getAllVariables();
            return new Place(
                    metric,
                    variables.getOrDefault("<table>", ""),
                    variables.getOrDefault("<operator_name>", ""),
                    variables.getOrDefault("<subtask_index>", ""));
        }
    }

    private Board() {}

    /** The board that {@link BoardReporter} writes on. */
    public static Board ofThisJvm() {
        return OF_THIS_JVM;
    }

    /** Forgets everything, before another job starts. */
    public void clear() {
        values.clear();
        additions.clear();
    }

    /** The tables that have a metric, in alphabetical order. */
    public List<String> tables(String metric) {
        return values.keySet().stream()
                .filter(place -> place.metric().equals(metric))
                .map(Place::table)
                .filter(table -> !table.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    /** How often a metric of that name was added: if not as often as before, an equal sum may be that of other counters. */
    public long additions(String metric) {
        return additions.getOrDefault(metric, 0L);
    }

    /** The sum of a metric over all subtasks and tables. */
    public long sum(String metric) {
        return all(metric).sum();
    }

    /** The sum of a table's metric over all subtasks. */
    public long sum(String metric, String table) {
        return ofTable(metric, table).sum();
    }

    /** The greatest value of a metric in any subtask; -1 if there is none. */
    public long max(String metric) {
        return all(metric).max().orElse(-1);
    }

    /** The greatest value of a table's metric in any subtask; -1 if there is none. */
    public long max(String metric, String table) {
        return ofTable(metric, table).max().orElse(-1);
    }

    /** The least value of a metric in the subtasks of an operator; -1 if there is none. */
    public long leastOf(String metric, String operator) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().metric().equals(metric)
                        && entry.getKey().operator().equals(operator))
                .mapToLong(entry -> entry.getValue().getAsLong())
                .min()
                .orElse(-1);
    }

    void add(Metric metric, String name, MetricGroup group) {
        additions.merge(name, 1L, Long::sum);
        if (metric instanceof Counter counter) {
            values.put(Place.of(name, group), new Value(metric, counter::getCount));
        } else if (metric instanceof Gauge<?> gauge) {
            LongSupplier now = () -> gauge.getValue() instanceof Long value ? value : -1;
            values.put(Place.of(name, group), new Value(metric, now));
        }
    }

    /** Keeps the last value of a metric, unless its place is another's by now: a task may end after its successor began. */
    void freeze(Metric metric, String name, MetricGroup group) {
        values.computeIfPresent(Place.of(name, group), (place, value) -> {
            if (value.metric() != metric) {
                return value;
            }
            long last = value.getAsLong();
            return new Value(null, () -> last);
        });
    }

    private LongStream all(String metric) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().metric().equals(metric))
                .mapToLong(entry -> entry.getValue().getAsLong());
    }

    private LongStream ofTable(String metric, String table) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().metric().equals(metric)
                        && Objects.equals(entry.getKey().table(), table))
                .mapToLong(entry -> entry.getValue().getAsLong());
    }
}
