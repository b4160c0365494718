package com.terrifictotes.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What was committed before the instant of a cut is in it: clients commit all along and note, by the server's clock, when
 * they know that they have; cuts are taken meanwhile, each on a connection of its own, whose caches are cold.
 */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class CommitsBeforeACutIT {

    private static final int CLIENTS = 4;
    private static final int SECONDS = Integer.getInteger("faults.seconds", 2);

    private final Map<Integer, Long> committedAt = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);

    private SourceDatabase source;
    private volatile boolean isFinished;

    @BeforeEach
    void create() throws SQLException {
        source = SourceDatabase.create();
        source.run("CREATE TABLE design (id int PRIMARY KEY, name text)");
    }

    @AfterEach
    void stop() {
        isFinished = true;
        clients.shutdownNow();
    }

    @Test
    void isInIt() throws Exception {
        List<Future<?>> trading = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            trading.add(clients.submit(this::commitAllAlong));
        }
        Set<Integer> seen = new HashSet<>();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        Follower.@Nullable Cut cut = null;
        int cuts = 0;
        while (System.nanoTime() < until) {
            cut = next(cut);
            cut.rows().forEach(version -> seen.add((int) version.row().integer(0)));
            assertThat(missing(seen, cut.cuts().cut()))
                    .as("committed before the cut and not in it")
                    .isEmpty();
            cuts++;
        }
        isFinished = true;
        for (Future<?> client : trading) {
            client.get();
        }
        assertThat(committedAt).hasSizeGreaterThan(100);
        System.out.printf("%,d commits, %,d cuts%n", committedAt.size(), cuts);
    }

    private Follower.Cut next(Follower.@Nullable Cut before) throws SQLException {
        if (before == null) {
            try (Follower follower = Follower.begin(source)) {
                return follower.next();
            }
        }
        try (Follower follower = Follower.after(before, source, Follower.options())) {
            return follower.next();
        }
    }

    /** A millisecond is a cut's: what was committed in the very one of the cut may be in it or not. */
    private List<Integer> missing(Set<Integer> seen, long instant) {
        return committedAt.entrySet().stream()
                .filter(commit -> commit.getValue() < instant && !seen.contains(commit.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Void commitAllAlong() throws SQLException {
        try (Connection connection = source.writer();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO design VALUES (?, 'any')");
                Statement clock = connection.createStatement()) {
            while (!isFinished) {
                int id = ids.incrementAndGet();
                insert.setInt(1, id);
                insert.executeUpdate();
                committedAt.put(id, now(clock));
            }
        }
        return null;
    }

    private static long now(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("SELECT ceil(extract(epoch FROM clock_timestamp()) * 1000)::bigint")) {
            row.next();
            return row.getLong(1);
        }
    }
}
