package com.terrifictotes.local.bench;

import com.terrifictotes.local.EnvironmentException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Each way to bring all of a totesys to a target that is empty, once. */
final class Loads {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration CHECKPOINT = Duration.ofSeconds(10);

    /** Tables of totesys, and what holds as many rows in the warehouse. */
    private static final List<List<String>> PAIRS = List.of(
            List.of("sales_order", "current_fact_sales_order"),
            List.of("purchase_order", "current_fact_purchase_order"),
            List.of("payment", "current_fact_payment"),
            List.of("transaction", "dim_transaction"),
            List.of("transaction", "dim_transaction_history"));

    private final BenchDatabases databases;
    private final long rows;

    Loads(BenchDatabases databases) throws SQLException {
        this.databases = databases;
        this.rows = databases.rows();
    }

    /** How many rows there are. */
    long rows() {
        return rows;
    }

    /** By COPY. */
    Effort floor() throws SQLException {
        databases.settle();
        try (Target target = databases.target()) {
            Stopwatch watch = Stopwatch.start(databases);
            Floor.copy(target);
            return watch.effort(rows);
        }
    }

    /** By the job, to the lake alone. */
    Effort lakeOnly() throws SQLException, InterruptedException {
        databases.settle();
        try (Target target = databases.target()) {
            Stopwatch watch = Stopwatch.start(databases);
            try (RunningJob job = RunningJob.start(target, target.settings(POLL, false), CHECKPOINT)) {
                job.awaitInLake(Instant.EPOCH);
                return watch.effort(rows);
            }
        }
    }

    /** By the job, to the lake and the warehouse. */
    Effort firstLoad(Afterwards afterwards) throws SQLException, InterruptedException {
        databases.settle();
        try (Target target = databases.target()) {
            Stopwatch watch = Stopwatch.start(databases);
            try (RunningJob job = RunningJob.start(target, target.settings(POLL, true), CHECKPOINT)) {
                job.awaitInLake(Instant.EPOCH);
                job.awaitVisible(Instant.EPOCH);
                Effort effort = watch.effort(rows);
                requireAll(target);
                databases.tidy(target.warehouse());
                afterwards.go(job, target);
                return effort;
            }
        }
    }

    /** By Flink's own connectors. */
    Effort stock() throws SQLException, InterruptedException, IOException {
        databases.settle();
        try (Target target = databases.target()) {
            return new StockFlink(databases, target).load(rows);
        }
    }

    /** What is done with a job that has loaded everything. */
    @FunctionalInterface
    interface Afterwards {
        void go(RunningJob job, Target target) throws SQLException, InterruptedException;
    }

    /** A figure of a load that lost something would be worth nothing. */
    private void requireAll(Target target) throws SQLException {
        try (Connection totesys = databases.totesys();
                Connection warehouse = target.connect()) {
            for (List<String> pair : PAIRS) {
                long there = count(totesys, pair.get(0));
                long here = count(warehouse, pair.get(1));
                if (there != here) {
                    throw new EnvironmentException("Cannot measure: %,d rows in %s, expected the %,d of %s"
                            .formatted(here, pair.get(1), there, pair.get(0)));
                }
            }
        }
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
        }
    }
}
