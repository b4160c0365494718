package com.terrifictotes.change;

import com.terrifictotes.catalog.Projection;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.catalog.Totesys;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * What a year of trade leaves in a table of totesys, and what is made of it on its way: the rows that benchmarks measure
 * with, the same ones each time.
 *
 * @param changes an insert of each row
 * @param star the table that is made of this one
 * @param starRows the first version of each of its rows
 */
public record Trade(TableSchema table, List<Change> changes, StarTable star, List<StarRow> starRows) {

    /** How many rows there are. */
    public static final int ROWS = 20_000;

    /** The cut that sees them, milliseconds since 1970-01-01 UTC. */
    public static final long CUT = Instant.parse("2024-11-15T14:21:00.001Z").toEpochMilli();

    private static final long OPENING = Totesys.micros("2024-01-02 08:00:00.186");

    /** In sales_order, payment or transaction. */
    public static Trade in(String name) {
        TableSchema table = Totesys.TABLES.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        StarTable star = StarSchema.tables().stream()
                .filter(one -> one.source().equals(name))
                .findFirst()
                .orElseThrow();
        Random random = new Random(ROWS);
        List<Change> changes = IntStream.rangeClosed(1, ROWS)
                .mapToObj(id -> insert(table, id, row(table, id, random)))
                .toList();
        Projection projection = Projection.ofSource(star, table);
        return new Trade(
                table,
                changes,
                star,
                changes.stream().map(change -> made(star, projection, change)).toList());
    }

    /** The rows as the cut sees them. */
    public List<RowVersion> versions() {
        return changes.stream().map(Change::version).toList();
    }

    private static Change insert(TableSchema table, int id, Row row) {
        return new Change(Operation.INSERT, 1, new RowVersion(ChangeKey.of(table, row), CUT, 700 + id, row));
    }

    private static StarRow made(StarTable star, Projection projection, Change change) {
        RowBuilder row = new RowBuilder();
        if (!projection.append(change.version().row(), row).isEmpty()) {
            throw new IllegalStateException("Cannot trade: %s does not fit %s".formatted(change, star.name()));
        }
        row.int32(change.number())
                .timestamp(TimeUnit.MILLISECONDS.toMicros(CUT))
                .bool(false);
        return new StarRow(star.name(), CUT, row.build());
    }

    private static Row row(TableSchema table, int id, Random random) {
        long now = OPENING + TimeUnit.MINUTES.toMicros(20L * id) + TimeUnit.MILLISECONDS.toMicros(random.nextInt(800));
        RowBuilder row = switch (table.name()) {
            case "sales_order" -> salesOrder(id, now, random);
            case "payment" -> payment(id, now, random);
            case "transaction" -> transaction(id, random);
            default -> throw new IllegalArgumentException("Cannot trade: no rows of " + table.name());
        };
        return row.timestamp(now).timestamp(now).build();
    }

    private static RowBuilder salesOrder(int id, long now, Random random) {
        return new RowBuilder()
                .int32(id)
                .int32(1 + random.nextInt(400))
                .int32(1 + random.nextInt(20))
                .int32(1 + random.nextInt(20))
                .int32(1_001 + random.nextInt(98_973))
                .decimal(BigDecimal.valueOf(200 + random.nextInt(201), 2))
                .int32(1 + random.nextInt(3))
                .text(day(now, random))
                .text(day(now, random))
                .int32(1 + random.nextInt(30));
    }

    private static RowBuilder payment(int id, long now, Random random) {
        return new RowBuilder()
                .int32(id)
                .int32(id)
                .int32(1 + random.nextInt(20))
                .decimal(BigDecimal.valueOf(random.nextInt(40_000_000), 2))
                .int32(1 + random.nextInt(3))
                .int32(1 + random.nextInt(4))
                .bool(random.nextBoolean())
                .text(day(now, random))
                .int32(10_000_000 + random.nextInt(90_000_000))
                .int32(10_000_000 + random.nextInt(90_000_000));
    }

    private static RowBuilder transaction(int id, Random random) {
        RowBuilder row = new RowBuilder().int32(id);
        return random.nextInt(10) < 7
                ? row.text("SALE").int32(id).nothing()
                : row.text("PURCHASE").nothing().int32(id);
    }

    private static String day(long now, Random random) {
        return LocalDate.ofEpochDay(TimeUnit.MICROSECONDS.toDays(now) + random.nextInt(8))
                .toString();
    }
}
