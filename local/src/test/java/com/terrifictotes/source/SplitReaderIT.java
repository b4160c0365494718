package com.terrifictotes.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.catalog.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A reader whose table is locked has a query that never ends; whoever wakes it does not wait for it. */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class SplitReaderIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    private SourceDatabase source;
    private Connection lock;

    @BeforeEach
    void lockTheOnlyTable() throws SQLException {
        source = SourceDatabase.create();
        source.run("CREATE TABLE design (id int PRIMARY KEY, name text)", "INSERT INTO design VALUES (1, 'Wooden')");
        lock = source.writer();
    }

    @AfterEach
    void unlock() throws SQLException {
        lock.close();
    }

    @Test
    void aQueryThatRunsEndsWhenTheReaderIsWoken() throws Exception {
        try (TotesysSplitReader reader = reader(source.database())) {
            locked();
            CompletableFuture<RecordsWithSplitIds<Reading>> fetch = fetching(reader);
            await().atMost(SOON).until(() -> waitingQueries() == 1);

            reader.wakeUp();

            assertThat(words(fetch.get(SOON.toSeconds(), TimeUnit.SECONDS))).isEmpty();
            await().atMost(SOON).until(() -> waitingQueries() == 0);
        }
    }

    @Test
    void whatAWokenReaderLeftIsReadTheNextTime() throws Exception {
        try (TotesysSplitReader reader = reader(source.database())) {
            locked();
            CompletableFuture<RecordsWithSplitIds<Reading>> fetch = fetching(reader);
            await().atMost(SOON).until(() -> waitingQueries() == 1);
            reader.wakeUp();
            fetch.get(SOON.toSeconds(), TimeUnit.SECONDS);

            lock.rollback();

            assertThat(words(reader.fetch())).isEqualTo("1 Wooden, closed");
        }
    }

    @Test
    void aCallThatComesBeforeTheQueryIsNotLost() throws Exception {
        try (TotesysSplitReader reader = reader(source.database())) {
            locked();
            reader.wakeUp();

            assertThat(words(fetching(reader).get(SOON.toSeconds(), TimeUnit.SECONDS)))
                    .isEmpty();
        }
    }

    @Test
    void aCallThatComesWhileTheReaderConnectsIsNotLost() throws Exception {
        CountDownLatch connecting = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (TotesysSplitReader reader = reader(new Slow(source.database(), connecting, go))) {
            locked();
            CompletableFuture<RecordsWithSplitIds<Reading>> fetch = fetching(reader);
            assertThat(connecting.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();

            reader.wakeUp();
            go.countDown();

            assertThat(words(fetch.get(SOON.toSeconds(), TimeUnit.SECONDS))).isEmpty();
        }
    }

    /** Connects when it is allowed to. */
    @SuppressWarnings("serial") // Never leaves this JVM.
    private record Slow(Database database, CountDownLatch connecting, CountDownLatch go) implements Database {

        @Override
        public Connection connect() throws SQLException {
            connecting.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return database.connect();
        }

        @Override
        public String address() {
            return database.address();
        }
    }

    private TotesysSplitReader reader(Database database) throws SQLException {
        ReadingOptions options = Follower.options();
        CutsSplit cuts = Objects.requireNonNull(new FirstLoad(source.catalog(), options)
                .plan(source.database())
                .splits()
                .cuts());
        TotesysSplitReader reader = new TotesysSplitReader(
                database, source.catalog(), options, new ReaderMetrics(new Metrics(), source.catalog()));
        reader.handleSplitsChanges(new SplitsAddition<>(List.of(cuts)));
        return reader;
    }

    private void locked() throws SQLException {
        lock.setAutoCommit(false);
        SourceDatabase.run(lock, "LOCK TABLE design IN ACCESS EXCLUSIVE MODE");
    }

    private static CompletableFuture<RecordsWithSplitIds<Reading>> fetching(TotesysSplitReader reader) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return reader.fetch();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String words(RecordsWithSplitIds<Reading> records) {
        StringBuilder words = new StringBuilder();
        while (records.nextSplit() != null) {
            Reading reading = records.nextRecordFromSplit();
            while (reading != null) {
                words.append(words.isEmpty() ? "" : ", ")
                        .append(
                                reading instanceof Reading.Seen seen
                                        ? seen.version().row().integer(0) + " "
                                                + seen.version().row().text(1)
                                        : "closed");
                reading = records.nextRecordFromSplit();
            }
        }
        return words.toString();
    }

    private int waitingQueries() throws SQLException {
        return Integer.parseInt(
                source.text(
                        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"));
    }
}
