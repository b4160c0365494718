package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.local.flink.Board;
import com.terrifictotes.local.flink.BoardReporter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CutViewTest {

    private final Board board = Board.ofThisJvm();
    private final BoardReporter flink = new BoardReporter();
    private final AtomicLong mismatches = new AtomicLong(-1);
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

    @TempDir
    private Path home = Path.of("unset");

    @BeforeEach
    @AfterEach
    void clear() {
        board.clear();
    }

    @Test
    void whatIsCountedOtherwiseThanInTotesysIsToldOnceAndPutDownUntilItIsRight() {
        Miscounted miscounted = new Miscounted(home);
        PrintStream screen = new PrintStream(lines, true, StandardCharsets.UTF_8);
        CutView view = new CutView(board, new Screen(screen, screen, false), miscounted::put);
        gauge("countMismatches", "");
        gauge("isMiscounted", "currency");
        miscounted.put(List.of("design"));

        view.update();
        assertThat(miscounted.tables()).as("before the first comparison").containsExactly("design");
        mismatches.set(1);
        view.update();
        view.update();
        assertThat(miscounted.tables()).containsExactly("currency");
        mismatches.set(0);
        view.update();
        assertThat(miscounted.tables()).isEmpty();
        assertThat(lines.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("many rows")))
                .containsExactly(
                        "Not as many rows known as totesys has: currency; the log has both numbers, ./local/totes reconcile tells which",
                        "As many rows of every table known as totesys has");
    }

    private void gauge(String name, String table) {
        Gauge<Long> gauge = mismatches::get;
        flink.notifyOfAddedMetric(gauge, name, new UnregisteredMetricsGroup() {
            @Override
            public Map<String, String> getAllVariables() {
                return Map.of("<table>", table);
            }
        });
    }
}
