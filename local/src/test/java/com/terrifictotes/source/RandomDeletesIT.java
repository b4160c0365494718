package com.terrifictotes.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.change.ChangeKey;
import com.terrifictotes.change.RowVersion;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * At every cut the rows that were given out, less those that were said to be gone, are the rows there are: no delete is
 * missed and none invented, whatever writers do, and however often sessions are killed in the middle of a cut and the job
 * goes on from a checkpoint of any moment. What there is at a cut is known from the writers' journal as that cut sees it.
 *
 * <p>{@code -Ddeletes.seed=N} repeats the decisions of a run, though not its timing.
 */
@Timeout(180)
@SuppressWarnings("NullAway.Init")
class RandomDeletesIT {

    private static final long SEED = Long.getLong("deletes.seed", System.nanoTime() & 0xFFFF);
    private static final int CUTS = 30;
    private static final int DELETES = 300;
    private static final long PATIENCE_MILLIS = 90_000;

    private final Random random = new Random(SEED);
    private final SplitSerializer serializer = new SplitSerializer();

    private SourceDatabase source;
    private SourceCatalog catalog;
    private CutTask task;
    private Progress progress;
    private Fold fold;
    private byte[] savedSplit;
    private Fold savedFold;

    private long verified;
    private int cuts;
    private int broken;
    private int crashes;
    private int savedInTheMiddle;

    @BeforeEach
    void createTables() throws SQLException {
        source = SourceDatabase.create();
        source.run(JournaledWriters.CREATE.toArray(String[]::new));
        source.run("INSERT INTO item SELECT n, 0 FROM generate_series(1, 300) n", """
                INSERT INTO journal (tbl, key, content) SELECT 'item', id::text, content FROM item""");
        catalog = source.catalog();
    }

    @Test
    void atEveryCutExactlyTheRowsThatAreThereAreKnown() throws Exception {
        begin(Objects.requireNonNull(new FirstLoad(catalog, Follower.options())
                .plan(source.database())
                .splits()
                .cuts()));
        fold = new Fold();
        save();
        try (JournaledWriters writers = JournaledWriters.start(source, random);
                Session session = new Session(source.database())) {
            long end = System.currentTimeMillis() + PATIENCE_MILLIS;
            while (!hasSeenEnough() && System.currentTimeMillis() < end) {
                step(session);
            }
            assertThat(hasSeenEnough()).as(this::summary).isTrue();
            writers.finish();
            int before = cuts;
            while (cuts < before + 2 && System.currentTimeMillis() < end) {
                readOrBreakOff(session);
            }
            assertThat(cuts).as(this::summary).isEqualTo(before + 2);
        }
        System.out.println(summary());
    }

    private boolean hasSeenEnough() {
        return cuts >= CUTS
                && broken > 0
                && crashes > 0
                && savedInTheMiddle > 0
                && fold.deletes().size() > DELETES;
    }

    private String summary() {
        return "seed %d: %d cuts, %d broken off, %d crashes, %d checkpoints in the middle of a cut, %d deletes, %d rows left"
                .formatted(
                        SEED,
                        cuts,
                        broken,
                        crashes,
                        savedInTheMiddle,
                        fold.deletes().size(),
                        fold.rows("item").size());
    }

    private void step(Session session) throws Exception {
        if (random.nextInt(25) == 0) {
            crash(session);
        } else if (random.nextInt(12) == 0) {
            killSessions();
        }
        readOrBreakOff(session);
        Thread.sleep(random.nextInt(30));
    }

    private void readOrBreakOff(Session session) throws IOException {
        try {
            read(session);
        } catch (SQLException e) {
            broken++;
            session.close();
            task.restart();
        }
    }

    /** What the reader's thread does with a batch; a checkpoint may come behind any row. */
    private void read(Session session) throws SQLException, IOException {
        List<Reading> readings = task.read(session).readings();
        int saveBehind = random.nextInt(3) == 0 ? random.nextInt(readings.size() + 1) : -1;
        for (int i = 0; i < readings.size(); i++) {
            take(readings.get(i));
            if (i == saveBehind) {
                save();
                savedInTheMiddle += readings.get(i) instanceof Reading.Seen ? 1 : 0;
            }
        }
    }

    private void take(Reading reading) {
        if (reading instanceof Reading.Seen seen) {
            RowVersion version = seen.version();
            fold.add(version);
            progress.gaveOut(version);
            return;
        }
        CutsSplit closed = ((Reading.Closed) reading).cuts();
        progress.closed(closed);
        if (closed.cut() > verified) {
            verified = closed.cut();
            cuts++;
            verify();
        }
    }

    private void begin(CutsSplit split) {
        task = new CutTask(split, catalog, Follower.options(), new ReaderMetrics(new Metrics(), catalog));
        progress = new Progress(split, catalog);
    }

    private void save() throws IOException {
        savedSplit = serializer.serialize(progress.split());
        savedFold = fold.copy();
    }

    /** A cut that was open dies with its connection: in the middle of a COPY nothing else could ever use that. */
    private void crash(Session session) throws IOException {
        crashes++;
        session.close();
        fold = savedFold.copy();
        begin((CutsSplit) serializer.deserialize(serializer.getVersion(), savedSplit));
        verified = Math.max(0, ((CutsSplit) progress.split()).cut());
    }

    private void killSessions() throws SQLException {
        source.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '%s' AND datname = '%s'"
                .formatted(source.reader().username(), source.name()));
    }

    private void verify() {
        Map<String, Map<String, Long>> expected = replay();
        for (String table : List.of("item", "label")) {
            assertThat(contents(fold.rows(table)))
                    .as("%s at cut %d, seed %d", table, cuts, SEED)
                    .isEqualTo(expected.getOrDefault(table, Map.of()));
        }
    }

    /** What the journal says that there is. */
    private Map<String, Map<String, Long>> replay() {
        TreeMap<Long, Row> lines = new TreeMap<>();
        fold.rows("journal").values().forEach(line -> lines.put(line.integer(0), line));
        Map<String, Map<String, Long>> tables = new HashMap<>();
        for (Row line : lines.values()) {
            Map<String, Long> table = tables.computeIfAbsent(line.text(1), name -> new HashMap<>());
            if (line.text(2).equals(JournaledWriters.EVERY_KEY)) {
                table.clear();
            } else if (line.isNull(3)) {
                table.remove(line.text(2));
            } else {
                table.put(line.text(2), line.integer(3));
            }
        }
        return tables;
    }

    private static Map<String, Long> contents(Map<ChangeKey, Row> rows) {
        Map<String, Long> contents = new HashMap<>();
        rows.forEach((key, row) ->
                contents.put(key.table().equals("item") ? Long.toString(row.integer(0)) : row.text(0), row.integer(1)));
        return contents;
    }
}
