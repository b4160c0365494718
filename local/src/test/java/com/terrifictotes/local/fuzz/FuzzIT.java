package com.terrifictotes.local.fuzz;

import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable.Role;
import com.terrifictotes.local.fuzz.OddTables.OddTable;
import com.terrifictotes.local.totesys.TestTotesys;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bad input from totesys to the lake and the warehouse: nothing crashes, nothing is altered, and every row is published or
 * in quarantine.
 *
 * <p>{@code -Dfuzz.seed} repeats a run, which says its seed where it fails; {@code -Dfuzz.seconds} makes it longer.
 */
@Timeout(3_600)
class FuzzIT {

    private static final Logger LOG = LoggerFactory.getLogger(FuzzIT.class);
    private static final int LEAST_ROUNDS = 2;
    /** Beyond the keys of all others. */
    private static final int LONG_ROW = 1_000_000;

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void everyRowIsPublishedOrInQuarantineAndEveryValueIsInTheLakeAsItWas() throws Exception {
        long seed = Long.getLong("fuzz.seed", 20_261_123);
        long deadline = System.nanoTime()
                + Duration.ofSeconds(Long.getLong("fuzz.seconds", 15)).toNanos();
        Random random = new Random(seed);
        TestTotesys totesys = LooseTotesys.create();
        List<OddTable> tables = createOddTables(totesys, random);
        FuzzPipeline pipeline = FuzzPipeline.of(totesys, folder);
        for (int round = 1; round <= LEAST_ROUNDS || System.nanoTime() < deadline; round++) {
            try (Connection connection = totesys.connect()) {
                write(connection, tables, random, round == 1);
            }
            try {
                pipeline.catchUp(1 + round % 2);
                LOG.info("Seed {}, round {}: {}", seed, round, check(pipeline, tables));
            } catch (Exception | AssertionError e) {
                throw new AssertionError("Failed in round %d; repeat it with -Dfuzz.seed=%d".formatted(round, seed), e);
            }
        }
    }

    private static List<OddTable> createOddTables(TestTotesys totesys, Random random) throws Exception {
        for (String type : OddTables.ownTypes()) {
            totesys.execute(type);
        }
        List<OddTable> tables = OddTables.all();
        try (Connection connection = totesys.connect()) {
            OddRows rows = new OddRows(random);
            for (OddTable table : tables) {
                totesys.execute(table.create());
                rows.insert(connection, table);
            }
            OddRows.insertLongText(connection, tables.get(0));
        }
        return tables;
    }

    private static void write(Connection connection, List<OddTable> tables, Random random, boolean isFirst)
            throws Exception {
        connection.setAutoCommit(false);
        RandomRows rows = new RandomRows(connection, random);
        for (String table : LooseTotesys.TABLES) {
            rows.insert(table, isFirst ? 60 : 5);
            if (!isFirst) {
                rows.update(table, 0.4);
            }
        }
        if (isFirst) {
            rows.insertLong("design", LONG_ROW, "design_name");
            rows.insertLong("sales_order", LONG_ROW, "agreed_delivery_date");
        } else {
            OddRows odd = new OddRows(random);
            for (OddTable table : tables) {
                odd.update(connection, table);
            }
        }
        connection.commit();
    }

    private static String check(FuzzPipeline pipeline, List<OddTable> tables) throws Exception {
        try (Connection totesys = pipeline.connectToTotesys();
                Connection warehouse = pipeline.connectToWarehouse();
                RawComparison raw = RawComparison.of(totesys, pipeline.rawZone())) {
            SoftAssertions all = new SoftAssertions();
            AtomicLong rows = new AtomicLong();
            for (OddTable table : tables) {
                String key = table.columns().get(0).name();
                all.check(() -> rows.addAndGet(raw.requireSame(table.name(), List.of(key))));
            }
            for (String table : LooseTotesys.TABLES) {
                all.check(() -> rows.addAndGet(raw.requireSame(table, List.of(table + "_id"))));
            }
            StarOfOddRows star = new StarOfOddRows(totesys, warehouse);
            star.requireAll(all);
            all.check(() -> requireProcessed(pipeline, warehouse));
            all.assertAll();
            return "%,d rows in the lake, %s".formatted(rows.get(), star.figures());
        }
    }

    private static void requireProcessed(FuzzPipeline pipeline, Connection warehouse) throws Exception {
        try (ProcessedComparison processed = ProcessedComparison.of(warehouse, pipeline.processedZone())) {
            SoftAssertions all = new SoftAssertions();
            StarSchema.tables(Role.FACT).forEach(table -> all.check(() -> processed.requireSameFacts(table)));
            StarSchema.tables(Role.DIMENSION).forEach(table -> all.check(() -> processed.requireSameHistory(table)));
            all.check(processed::requireSameQuarantine);
            all.assertAll();
        }
    }
}
