package com.terrifictotes.source;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.ChangeKey;
import com.terrifictotes.change.RowVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tables, snapshots and cuts for tests. */
final class Cuts {

    static final Identity TOTESYS = new Identity(7_300_000_000_000_000_001L, 1, 16_384);
    static final Identity ITS_COPY = new Identity(7_300_000_000_000_000_002L, 1, 16_384);

    static final long NINE = Instant.parse("2024-11-15T09:00:00Z").toEpochMilli();
    static final long MINUTE = Duration.ofMinutes(1).toMillis();
    static final long HOUR = Duration.ofHours(1).toMillis();

    static final TableSchema DESIGN = new TableSchema(
            "design",
            List.of(
                    Column.of("design_id", ColumnType.of(Kind.INT32), false),
                    Column.of("design_name", ColumnType.of(Kind.TEXT), false),
                    Column.of("last_updated", ColumnType.of(Kind.TIMESTAMP), false)),
            List.of("design_id"));

    private Cuts() {}

    /** Windows from 1,000 rows on and an hour long, a sweep every five minutes. */
    static ReadingOptions options(boolean isBounded) {
        return new ReadingOptions(
                "public",
                Set.of(),
                isBounded,
                Duration.ofMillis(10),
                Duration.ofSeconds(30),
                Duration.ofMinutes(30),
                1_000,
                1_000,
                Duration.ofHours(1),
                Duration.ofMinutes(5));
    }

    static SourceCatalog catalog(TableSchema... tables) {
        return new SourceCatalog("public", List.of(tables));
    }

    static Snapshot snapshot(long fence, long next, long clock) {
        return new Snapshot(fence, next, clock, TOTESYS);
    }

    /** Of the designs alone, read completely. */
    static CutsSplit closed(long cut, long fence) {
        return closed(cut, fence, new TableProgress(DESIGN.shape(), fence, cut));
    }

    static CutsSplit closed(long cut, long fence, TableProgress designs) {
        return new CutsSplit(cut, cut, fence, TOTESYS, Map.of(DESIGN.name(), designs));
    }

    /** Of designs. */
    static LiveKeys keys(long... keys) {
        KeyCollector collector = new KeyCollector();
        for (long key : keys) {
            collector.addNumber(key);
        }
        return LiveKeys.of(DESIGN, collector);
    }

    static RowVersion design(int id, String name, long cut) {
        var row = new RowBuilder().int32(id).text(name).timestamp(0).build();
        return new RowVersion(ChangeKey.of(DESIGN, row), cut, 4_294_967_295L, row);
    }
}
