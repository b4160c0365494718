package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.local.flink.Board;
import com.terrifictotes.local.pipeline.DuckDb;
import com.terrifictotes.local.pipeline.ObservedJob;
import com.terrifictotes.local.postgres.Durability;
import com.terrifictotes.local.postgres.PostgresServer;
import com.terrifictotes.local.totesys.TestTotesys;
import com.terrifictotes.local.totesys.TotesysDump;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A totesys that is another database from one start to the next: restored, moved, set back. */
@SuppressWarnings("NullAway.Init")
class MovedTotesysIT {

    private static final long SEED = System.nanoTime() & 0xFFFF;

    private static final Map<String, Long> ONCE =
            Map.of("sales_order", 11L, "department", 1L, "transaction", 1L, "payment", 1L);
    private static final Map<String, Long> TWICE =
            Map.of("sales_order", 22L, "department", 2L, "transaction", 2L, "payment", 2L);

    @TempDir
    private Path folder = Path.of("unset");

    private final List<PostgresServer> servers = new ArrayList<>();
    private PostgresServer current;
    private TestTotesys totesys;
    private StarPipeline pipeline;
    private Publishes publishes;
    private StarProof proof;

    @BeforeEach
    void startServers() throws Exception {
        startOn("first");
        totesys = SmallTotesys.createOn(() -> current);
        pipeline = StarPipeline.in(folder, totesys);
        publishes = new Publishes(pipeline);
        proof = new StarProof(pipeline);
    }

    @AfterEach
    void stopServers() {
        pipeline.close();
        servers.forEach(PostgresServer::close);
    }

    /** Every row is there, written by transactions whose ids say nothing about those of before. */
    @ParameterizedTest(name = "{0} ids are spent there before")
    @ValueSource(ints = {0, 60_000})
    void anotherServerWithTheSameRowsMakesNoVersion(int spentIds) throws Exception {
        try (ObservedJob job = new ObservedJob(pipeline::start)) {
            job.start(2);
            trade(job);
            job.stop();
            Map<String, String> before = WarehouseContent.of(pipeline);
            Map<String, String> changes = changes();
            TotesysDump dump = TotesysDump.of(totesys, folder.resolve("dump"));

            startOn("second");
            spend(spentIds);
            dump.restoreOn(current);
            job.start(3);
            settle(job);

            assertThat(Board.ofThisJvm().sum("identityChanges")).isEqualTo(1);
            assertThat(WarehouseContent.of(pipeline)).isEqualTo(before);
            trade(job);
            job.stop();
            assertThat(changes()).isNotEqualTo(changes);
            proof.requireAll(job.cuts().survivors());
        }
    }

    @Test
    void whatIsOlderInADumpIsANewVersionAndWhatIsNotThereIsGone() throws Exception {
        try (ObservedJob job = new ObservedJob(pipeline::start)) {
            job.start(2);
            trade(job);
            TotesysDump dump = TotesysDump.of(totesys, folder.resolve("dump"));
            settle(job);
            Map<String, String> changes = changes();
            changeOrdersAndADepartment();
            settle(job);
            job.stop();
            assertThat(more(changes)).isEqualTo(ONCE);

            startOn("second");
            dump.restoreOn(current);
            job.start(1);
            settle(job);
            job.stop();

            assertThat(more(changes))
                    .as("as it was, and what came later is deleted")
                    .isEqualTo(TWICE);
            proof.requireAll(job.cuts().survivors());
        }
    }

    /** The same cluster, the same timeline, the same files, as they were: transaction ids run backwards. */
    @Test
    void aServerThatIsSetBackToAnEarlierStateIsFollowedBack() throws Exception {
        try (ObservedJob job = new ObservedJob(pipeline::start)) {
            job.start(2);
            trade(job);
            job.stop();
            current.close();
            copyOf("first", "backup");
            startOn("first");
            Map<String, String> changes = changes();
            job.start(2);
            changeOrdersAndADepartment();
            settle(job);
            job.stop();

            current.close();
            startOn("backup");
            job.start(2);
            settle(job);
            assertThat(Board.ofThisJvm().sum("identityChanges")).isEqualTo(1);
            assertThat(more(changes))
                    .as("as it was, and what came later is deleted")
                    .isEqualTo(TWICE);
            trade(job);
            job.stop();
            proof.requireAll(job.cuts().survivors());
        }
    }

    private void startOn(String name) {
        current = PostgresServer.start(folder.resolve(name), Durability.FAST);
        servers.add(current);
    }

    private void trade(ObservedJob job) throws Exception {
        settle(job);
        try (RandomTrade trade = RandomTrade.start(totesys, SEED)) {
            for (int cuts = 0; cuts < 5; cuts++) {
                job.awaitCut();
            }
            trade.finish();
        }
        settle(job);
    }

    /** Ten orders and a department are others, and there is one more order, which has a transaction and a payment. */
    private void changeOrdersAndADepartment() throws SQLException {
        totesys.execute("""
                UPDATE sales_order SET units_sold = units_sold + 1
                WHERE sales_order_id IN (SELECT sales_order_id FROM sales_order ORDER BY 1 LIMIT 10)""");
        totesys.execute("""
                UPDATE department SET department_name = 'Renamed'
                WHERE department_id = (SELECT min(department_id) FROM department)""");
        totesys.execute(Orders.sale(7, 2, 2));
    }

    private void settle(ObservedJob job) {
        job.awaitCutAfter(System.currentTimeMillis());
        publishes.awaitCompleteTo(job.cuts().latest());
    }

    /** How many changes there are of each table in the raw zone. */
    private Map<String, String> changes() {
        Map<String, String> changes = new TreeMap<>();
        DuckDb.query("SELECT \"table\", count(*) FROM %s WHERE \"table\" NOT LIKE '\\_%%' ESCAPE '\\' GROUP BY ALL"
                        .formatted(pipeline.raw("*")))
                .forEach(row -> changes.put(row.get(0), row.get(1)));
        return changes;
    }

    private Map<String, Long> more(Map<String, String> before) {
        Map<String, Long> more = new TreeMap<>();
        changes().forEach((table, count) -> {
            long added = Long.parseLong(count) - Long.parseLong(before.getOrDefault(table, "0"));
            if (added > 0) {
                more.put(table, added);
            }
        });
        return more;
    }

    private void spend(int ids) throws SQLException {
        try (Connection connection = current.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE PROCEDURE spend(ids int) LANGUAGE plpgsql AS 'BEGIN FOR i IN 1..ids LOOP"
                    + " PERFORM txid_current(); COMMIT; END LOOP; END'");
            statement.execute("CALL spend(%d)".formatted(ids));
        }
    }

    /** The folder of a server that is stopped, with what it keeps beside. */
    private void copyOf(String name, String copy) throws IOException {
        Files.walkFileTree(folder.resolve(name), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
                Files.copy(visited, in(visited), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, in(file), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }

            private Path in(Path visited) {
                return folder.resolve(copy).resolve(folder.resolve(name).relativize(visited));
            }
        });
        for (String secret : List.of(".secret.json", ".pipeline_reader.secret.json")) {
            Files.copy(folder.resolve(name + secret), folder.resolve(copy + secret));
        }
    }
}
