package com.terrifictotes.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.change.RowVersion;
import com.terrifictotes.local.postgres.Wire;
import com.terrifictotes.local.postgres.WireLink.Effect;
import com.terrifictotes.local.postgres.WireLink.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The connection breaks at each of the messages of a cut, and of a chunk of a first load, in either direction. */
@Timeout(120)
@SuppressWarnings("NullAway.Init")
class CutKillPointsIT {

    private static final int PARCELS = 400;

    private SourceDatabase source;
    private SourceCatalog catalog;
    private Wire wire;
    private Database database;

    @BeforeEach
    void create() throws Exception {
        source = SourceDatabase.create();
        source.run(
                "CREATE TABLE parcel (id int PRIMARY KEY, note text)",
                "CREATE TABLE van (id int PRIMARY KEY, note text)",
                "INSERT INTO parcel SELECT n, repeat('new ', 20) FROM generate_series(1, %d) n".formatted(PARCELS),
                "INSERT INTO van VALUES (1, 'new')");
        catalog = source.catalog();
        wire = Wire.to(source.server().port());
        database = source.database(wire.port());
    }

    @AfterEach
    void close() throws Exception {
        wire.close();
    }

    @Test
    void aCutThatBreaksAnywhereIsReadAgainAndWhole() throws Exception {
        Known known = new Known();
        try (TotesysSplitReader reader = reader(cuts())) {
            known.takeCut(reader);
            int requests = breakEach(Trigger::request, reader, known);
            int answers = breakEach(Trigger::answer, reader, known);
            assertThat(requests).as("messages to totesys in a cut").isGreaterThanOrEqualTo(6);
            assertThat(answers).as("messages from totesys in a cut").isGreaterThanOrEqualTo(requests);
        }
    }

    @Test
    void aChunkThatBreaksAnywhereIsReadAgainAndWhole() throws Exception {
        boolean isHurt = true;
        int number = 0;
        while (isHurt) {
            number++;
            Known known = new Known();
            try (TotesysSplitReader reader = reader(new ChunkSplit("parcel", 1L, null, 1))) {
                wire.hurtOnce(Trigger.answer(number), Effect.RESET);
                known.takeChunk(reader);
                isHurt = wire.hasHurt();
            }
            assertThat(known.rows.get("parcel"))
                    .as("broken at answer %d", number)
                    .hasSize(PARCELS);
        }
        assertThat(number).as("messages from totesys with a chunk").isGreaterThan(5);
    }

    /** Whoever wakes the reader of a totesys from which nothing comes does not wait for it. */
    @Test
    void aReaderOfASilentTotesysCanBeWoken() throws Exception {
        Known known = new Known();
        try (TotesysSplitReader reader = reader(cuts())) {
            known.takeCut(reader);
            FutureTask<RecordsWithSplitIds<Reading>> fetch = new FutureTask<>(reader::fetch);
            wire.freeze();
            new Thread(fetch, "fetcher").start();
            await("that it goes on").during(300, TimeUnit.MILLISECONDS).until(() -> !fetch.isDone());
            FutureTask<Void> waking = new FutureTask<>(reader::wakeUp, null);
            new Thread(waking, "waking").start();
            waking.get(5, TimeUnit.SECONDS);
            assertThat(fetch.get(5, TimeUnit.SECONDS).finishedSplits()).isEmpty();
        }
    }

    /** Breaks the first message of a cut, then the second of another, until there is none of that number. */
    private int breakEach(IntFunction<Trigger> nth, TotesysSplitReader reader, Known known) throws Exception {
        for (int number = 1; ; number++) {
            source.run(
                    "UPDATE parcel SET note = repeat('note %d ', 20) WHERE id %% 3 = %d".formatted(number, number % 3),
                    "UPDATE van SET note = 'note %d'".formatted(number));
            wire.hurtOnce(nth.apply(number), Effect.RESET);
            known.takeCut(reader);
            assertThat(known.rows.get("parcel"))
                    .as("parcels, broken at %d", number)
                    .isEqualTo(there("parcel"));
            assertThat(known.rows.get("van")).as("vans, broken at %d", number).isEqualTo(there("van"));
            if (!wire.hasHurt()) {
                return number - 1;
            }
        }
    }

    private Map<Integer, String> there(String table) throws Exception {
        Map<Integer, String> rows = new TreeMap<>();
        String all = source.text("SELECT string_agg(id || '|' || note, E'\\n') FROM " + table);
        all.lines().map(line -> line.split("\\|", 2)).forEach(row -> rows.put(Integer.valueOf(row[0]), row[1]));
        return rows;
    }

    private CutsSplit cuts() throws Exception {
        return Objects.requireNonNull(new FirstLoad(catalog, Follower.options())
                .plan(source.database())
                .splits()
                .cuts());
    }

    private TotesysSplitReader reader(TotesysSplit split) throws Exception {
        TotesysSplitReader reader = new TotesysSplitReader(
                database, catalog, Follower.options(), new ReaderMetrics(new Metrics(), catalog));
        reader.handleSplitsChanges(new SplitsAddition<>(List.of(split)));
        return reader;
    }

    /** What has been told, as it was told last, and whether instants grow from one cut to the next. */
    private static final class Known {

        private final Map<String, Map<Integer, String>> rows = new TreeMap<>();
        private long closed;

        /** Until the next cut is closed. */
        void takeCut(TotesysSplitReader reader) throws Exception {
            while (true) {
                for (Reading reading : readings(reader)) {
                    if (reading instanceof Reading.Closed end) {
                        closed = end.cuts().cut();
                        return;
                    }
                    take(((Reading.Seen) reading).version());
                }
            }
        }

        /** Until the split is finished. */
        void takeChunk(TotesysSplitReader reader) throws Exception {
            boolean isFinished = false;
            while (!isFinished) {
                RecordsWithSplitIds<Reading> records = reader.fetch();
                all(records).forEach(reading -> take(((Reading.Seen) reading).version()));
                isFinished = !records.finishedSplits().isEmpty();
            }
        }

        private void take(RowVersion version) {
            assertThat(version.cut()).isGreaterThan(closed);
            rows.computeIfAbsent(version.key().table(), table -> new TreeMap<>())
                    .put((int) version.row().integer(0), version.row().text(1));
        }

        private static List<Reading> readings(TotesysSplitReader reader) throws Exception {
            return all(reader.fetch());
        }

        private static List<Reading> all(RecordsWithSplitIds<Reading> records) {
            List<Reading> readings = new ArrayList<>();
            while (records.nextSplit() != null) {
                Reading reading = records.nextRecordFromSplit();
                while (reading != null) {
                    readings.add(reading);
                    reading = records.nextRecordFromSplit();
                }
            }
            return readings;
        }
    }
}
