package com.terrifictotes.change;

import static com.terrifictotes.change.Versions.CURRENCY;
import static com.terrifictotes.change.Versions.FIRST_CUT;
import static com.terrifictotes.change.Versions.currency;
import static com.terrifictotes.change.Versions.seen;
import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.Misfit;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.StarSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class StarOutputTest {

    private final Map<String, Counter> counters = new HashMap<>();
    private final List<StarRow> rows = new ArrayList<>();
    private final QuarantineMemory memory = new Remembered();
    private final StarOutput output = StarOutput.of(StarSchema.DIM_CURRENCY, new Metrics(counters, ""));

    @Test
    void aRowThatIsMadeIsCounted() {
        output.made(FIRST_CUT, currency(1, "GBP"), new ListCollector<>(rows));

        assertThat(rows).containsExactly(new StarRow("dim_currency", FIRST_CUT, currency(1, "GBP")));
        assertThat(count("rowsMade")).isEqualTo(1);
        assertThat(count("quarantined")).isZero();
    }

    @Test
    void everyColumnThatDoesNotFitIsARowOfTheQuarantine() throws Exception {
        Change change = new Change(Operation.UPDATE, 7, seen(FIRST_CUT, currency(12, "soon")));

        output.judged(
                change,
                CURRENCY,
                List.of(new Misfit("currency_code", "soon", "is too long"), new Misfit("other", null, "is NULL")),
                memory,
                new ListCollector<>(rows));

        assertThat(rows)
                .containsExactly(
                        new StarRow(
                                "quarantine",
                                FIRST_CUT,
                                quarantined("currency_code")
                                        .text("soon")
                                        .text("is too long")
                                        .build()),
                        new StarRow(
                                "quarantine",
                                FIRST_CUT,
                                quarantined("other").nothing().text("is NULL").build()));
        assertThat(count("rowsMade")).isZero();
        assertThat(count("quarantined")).isEqualTo(2);
        assertThat(memory.isQuarantined()).isTrue();
    }

    @Test
    void theNextChangeThatFitsEndsWhatWasTold() throws Exception {
        memory.keep();
        judged(Operation.UPDATE, 8);
        judged(Operation.UPDATE, 9);

        assertThat(rows).containsExactly(ending(8, "fits"));
        assertThat(count("quarantined")).isZero();
    }

    @Test
    void theEndOfARowEndsWhatWasTold() throws Exception {
        memory.keep();
        judged(Operation.DELETE, 8);

        assertThat(rows).containsExactly(ending(8, "is gone"));
        assertThat(memory.isQuarantined()).isFalse();
    }

    @Test
    void nothingIsAskedOfTheFirstChange() throws Exception {
        output.judged(
                new Change(Operation.INSERT, 1, seen(FIRST_CUT, currency(12, "GBP"))),
                CURRENCY,
                List.of(),
                new Forgetful(),
                new ListCollector<>(rows));

        assertThat(rows).isEmpty();
    }

    private void judged(Operation operation, int number) throws Exception {
        output.judged(
                new Change(operation, number, seen(FIRST_CUT, currency(12, "GBP"))),
                CURRENCY,
                List.of(),
                memory,
                new ListCollector<>(rows));
    }

    private static StarRow ending(int number, String reason) {
        Row row = new RowBuilder()
                .text("currency")
                .text("12")
                .int32(number)
                .text("")
                .timestamp(FIRST_CUT * 1000)
                .nothing()
                .text(reason)
                .build();
        return new StarRow("quarantine", FIRST_CUT, row);
    }

    @Test
    void aRowOfTheQuarantineHasTheDeclaredShape() {
        Row row = new Misfit("column", "value", "reason").quarantined("table", "1", 1, 0);

        assertThat(row.size()).isEqualTo(StarSchema.QUARANTINE.rows().columns().size());
    }

    private long count(String metric) {
        return Objects.requireNonNull(counters.get("table.dim_currency." + metric), metric)
                .getCount();
    }

    private static RowBuilder quarantined(String column) {
        return new RowBuilder()
                .text("currency")
                .text("12")
                .int32(7)
                .text(column)
                .timestamp(FIRST_CUT * 1000);
    }

    private static final class Remembered implements QuarantineMemory {
        private boolean isQuarantined;

        @Override
        public boolean isQuarantined() {
            return isQuarantined;
        }

        @Override
        public void keep() {
            isQuarantined = true;
        }

        @Override
        public void forget() {
            isQuarantined = false;
        }
    }

    /** One that must not be asked: a first load would read as many states as there are rows. */
    private static final class Forgetful implements QuarantineMemory {
        @Override
        public boolean isQuarantined() {
            throw new AssertionError("asked");
        }

        @Override
        public void keep() {
            throw new AssertionError("kept");
        }

        @Override
        public void forget() {
            throw new AssertionError("forgotten");
        }
    }

    private static final class Metrics extends UnregisteredMetricsGroup {
        private final Map<String, Counter> counters;
        private final String prefix;

        private Metrics(Map<String, Counter> counters, String prefix) {
            this.counters = counters;
            this.prefix = prefix;
        }

        @Override
        public Counter counter(String name) {
            return counters.computeIfAbsent(prefix + name, key -> new SimpleCounter());
        }

        @Override
        public MetricGroup addGroup(String key, String value) {
            return new Metrics(counters, prefix + key + "." + value + ".");
        }
    }
}
