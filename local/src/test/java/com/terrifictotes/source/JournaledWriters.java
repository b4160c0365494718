package com.terrifictotes.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Clients that insert, update and delete at once, each keeping a journal in the same transactions.
 *
 * <p>The journal is a table beside the others: a cut that sees a write sees its line, and what the tables must hold at that
 * cut follows from the lines alone. A line's number is drawn while its row, or the whole table, is locked, so for each key
 * numbers tell the order.
 */
final class JournaledWriters implements AutoCloseable {

    static final List<String> CREATE = List.of(
            "CREATE TABLE item (id int PRIMARY KEY, content int)",
            "CREATE TABLE label (id text PRIMARY KEY, content int)",
            "CREATE TABLE journal (number bigserial PRIMARY KEY, tbl text, key text, content int)");

    /** Of a line for all keys of a table. */
    static final String EVERY_KEY = "*";

    private static final int WRITERS = 5;
    private static final int KEYS = 400;
    private static final int MANY_KEYS = 2_500;
    private static final Set<String> CONFLICTS = Set.of("40P01", "55P03", "23505");

    private final SourceDatabase source;
    private final AtomicInteger contents = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    private final List<Future<?>> writers = new ArrayList<>();
    private volatile boolean isFinishing;

    private JournaledWriters(SourceDatabase source) {
        this.source = source;
    }

    static JournaledWriters start(SourceDatabase source, Random seeds) {
        JournaledWriters all = new JournaledWriters(source);
        for (int i = 0; i < WRITERS; i++) {
            Random random = new Random(seeds.nextLong());
            all.writers.add(all.threads.submit(() -> all.write(random)));
        }
        return all;
    }

    void finish() throws Exception {
        isFinishing = true;
        for (Future<?> writer : writers) {
            writer.get(30, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        isFinishing = true;
        threads.shutdownNow();
    }

    private @Nullable Void write(Random random) throws SQLException, InterruptedException {
        try (Connection connection = source.writer()) {
            connection.setAutoCommit(false);
            SourceDatabase.run(connection, "SET lock_timeout = '300ms'", "SET deadlock_timeout = '50ms'");
            connection.commit();
            while (!isFinishing) {
                try {
                    transaction(connection, random);
                    connection.commit();
                } catch (SQLException e) {
                    if (!CONFLICTS.contains(e.getSQLState())) {
                        throw e;
                    }
                    connection.rollback();
                }
                Thread.sleep(random.nextInt(10));
            }
        }
        return null;
    }

    private void transaction(Connection connection, Random random) throws SQLException, InterruptedException {
        int kind = random.nextInt(100);
        if (kind < 35) {
            SourceDatabase.run(connection, put(random));
        } else if (kind < 65) {
            SourceDatabase.run(connection, remove(random));
        } else if (kind < 75) {
            String key = key(random);
            SourceDatabase.run(
                    connection, remove("item", key), put("item", key), remove("item", key), put("item", key));
        } else if (kind < 85) {
            savepoints(connection, random);
        } else if (kind < 92) {
            SourceDatabase.run(connection, remove(random), put(random));
            Thread.sleep(random.nextInt(250));
        } else if (kind < 95) {
            SourceDatabase.run(connection, remove(random), put(random));
            connection.rollback();
        } else if (kind < 96) {
            SourceDatabase.run(connection, many(random));
        } else if (kind < 97) {
            SourceDatabase.run(connection, truncate("item"), put(random));
        } else {
            Thread.sleep(random.nextInt(100));
        }
    }

    private void savepoints(Connection connection, Random random) throws SQLException {
        for (int i = 0; i < 3; i++) {
            Savepoint savepoint = connection.setSavepoint();
            SourceDatabase.run(connection, random.nextBoolean() ? remove(random) : put(random));
            if (random.nextBoolean()) {
                connection.rollback(savepoint);
            } else {
                connection.releaseSavepoint(savepoint);
            }
        }
    }

    private String put(Random random) {
        return random.nextBoolean() ? put("item", key(random)) : put("label", "'L" + key(random) + "'");
    }

    private String remove(Random random) {
        return random.nextBoolean() ? remove("item", key(random)) : remove("label", "'L" + key(random) + "'");
    }

    private String put(String table, String key) {
        return journaled(
                table,
                "INSERT INTO %s VALUES (%s, %d) ON CONFLICT (id) DO UPDATE SET content = excluded.content"
                        .formatted(table, key, contents.incrementAndGet()),
                "content");
    }

    private static String remove(String table, String key) {
        return journaled(table, "DELETE FROM %s WHERE id = %s".formatted(table, key), "NULL::int");
    }

    /** So many that a cut takes several batches. */
    private String many(Random random) {
        return random.nextBoolean()
                ? journaled(
                        "item",
                        "INSERT INTO item SELECT n, %d FROM generate_series(%d, %d) n ON CONFLICT (id) DO UPDATE SET content = excluded.content"
                                .formatted(contents.incrementAndGet(), KEYS, KEYS + MANY_KEYS),
                        "content")
                : journaled("item", "DELETE FROM item WHERE id > %d AND id %% 3 > 0".formatted(KEYS), "NULL::int");
    }

    private static String truncate(String table) {
        return "TRUNCATE %s; INSERT INTO journal (tbl, key) VALUES ('%s', '%s')".formatted(table, table, EVERY_KEY);
    }

    private static String journaled(String table, String write, String content) {
        return "WITH w AS (%s RETURNING id, content) INSERT INTO journal (tbl, key, content) SELECT '%s', id::text, %s FROM w"
                .formatted(write, table, content);
    }

    private static String key(Random random) {
        return Integer.toString(random.nextInt(KEYS));
    }
}
