package com.terrifictotes.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoardTest {

    private final Board board = Board.ofThisJvm();
    private final BoardReporter flink = new BoardReporter();
    private final MetricGroup group = new UnregisteredMetricsGroup();
    private final Counter ofFirstTask = new SimpleCounter();
    private final Counter ofItsSuccessor = new SimpleCounter();

    @BeforeEach
    @AfterEach
    void clear() {
        board.clear();
    }

    @Test
    void theLastValueOfATaskThatEndedStays() {
        flink.notifyOfAddedMetric(ofFirstTask, "rows", group);
        ofFirstTask.inc(7);
        flink.notifyOfRemovedMetric(ofFirstTask, "rows", group);
        ofFirstTask.inc();
        assertThat(board.sum("rows")).isEqualTo(7);
    }

    @Test
    void aSuccessorThatHasCountedAsMuchIsAnother() {
        ofFirstTask.inc();
        ofItsSuccessor.inc();
        flink.notifyOfAddedMetric(ofFirstTask, "rows", group);
        assertThat(board.additions("rows")).isEqualTo(1);
        flink.notifyOfAddedMetric(ofItsSuccessor, "rows", group);
        assertThat(board.sum("rows")).isEqualTo(1);
        assertThat(board.additions("rows")).isEqualTo(2);
        assertThat(board.additions("others")).isZero();
    }

    @Test
    void aTaskThatEndsAfterItsSuccessorBeganLeavesItsPlaceAlone() {
        flink.notifyOfAddedMetric(ofFirstTask, "rows", group);
        flink.notifyOfAddedMetric(ofItsSuccessor, "rows", group);
        flink.notifyOfRemovedMetric(ofFirstTask, "rows", group);
        ofItsSuccessor.inc(5);
        assertThat(board.sum("rows")).isEqualTo(5);
    }
}
