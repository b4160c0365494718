package com.terrifictotes.local.lake;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.TableSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Rows of a table with columns of every type, and names that have a meaning to nobody. */
final class RandomRows {

    static final TableSchema TABLE = new TableSchema("odd/table: 100%", columns(), List.of("the id"));

    private static final long MICROS_OF_A_DAY = 86_400_000_000L;
    /** In microseconds since 2000, as Postgres counts: 4714 BC to 294276. */
    private static final long EARLIEST = -211_813_488_000_000_000L;

    private static final long LATEST = 9_223_371_331_199_999_999L;

    private final Random random;

    RandomRows(long seed) {
        random = new Random(seed);
    }

    private static List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.of("the id", ColumnType.of(Kind.INT32), false));
        for (Kind kind : Kind.values()) {
            if (kind != Kind.DECIMAL) {
                columns.add(Column.of(kind.name(), ColumnType.of(kind), true));
            }
        }
        columns.add(Column.of("text", ColumnType.of(Kind.TEXT), true));
        columns.add(Column.of("it's; \"a\" name,", ColumnType.decimal(7, 3), true));
        columns.add(Column.of("größe €", ColumnType.decimal(18, 0), true));
        columns.add(Column.of("SELECT", ColumnType.decimal(38, 10), true));
        columns.add(Column.of("a.b c", ColumnType.decimal(19, 19), true));
        return columns;
    }

    Row row(int id) {
        RowBuilder row = new RowBuilder().int32(id);
        for (Column column : TABLE.columns().subList(1, TABLE.columns().size())) {
            if (random.nextInt(5) == 0) {
                row.nothing();
            } else {
                add(column.type(), row);
            }
        }
        return row.build();
    }

    private void add(ColumnType type, RowBuilder row) {
        switch (type.kind()) {
            case INT16 -> row.int16(one(-32_768, 32_767, 0, random.nextInt(65536) - 32768));
            case INT32 -> row.int32(one(Integer.MIN_VALUE, Integer.MAX_VALUE, 0, random.nextInt()));
            case INT64 -> row.int64(one(Long.MIN_VALUE, Long.MAX_VALUE, 0L, random.nextLong()));
            case FLOAT32 ->
                row.float32(one(Float.NaN, Float.NEGATIVE_INFINITY, -0.0f, Float.MIN_VALUE, random.nextFloat()));
            case FLOAT64 ->
                row.float64(one(Double.NaN, Double.POSITIVE_INFINITY, -0.0, Double.MIN_VALUE, random.nextGaussian()));
            case DECIMAL -> decimal(type, row);
            case BOOLEAN -> row.bool(random.nextBoolean());
            case TEXT -> row.text(one("", "O'Hara \"\\\n\t", "🧺 größer\u0001", "NULL", "1e5", "x".repeat(70_000)));
            case BYTES -> row.bytes(one(new byte[0], new byte[] {0, -1, 92, 120}, bytes()));
            case DATE -> row.int32(one(Integer.MIN_VALUE, Integer.MAX_VALUE, -2_451_545, 2_145_031_948, day()));
            case TIME -> row.int64(one(0L, MICROS_OF_A_DAY, random.nextLong(MICROS_OF_A_DAY)));
            case TIMESTAMP, INSTANT ->
                row.int64(
                        one(Long.MIN_VALUE, Long.MAX_VALUE, EARLIEST, LATEST, -1L, random.nextLong(EARLIEST, LATEST)));
        }
    }

    private void decimal(ColumnType type, RowBuilder row) {
        BigInteger greatest = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
        BigInteger any = new BigInteger(greatest.bitLength() - 1, random);
        if (random.nextInt(6) == 0) {
            row.bytes(HexFormat.of().parseHex(one("00000000c0000000", "00000000d0000020", "00000000f0000020")));
        } else {
            row.decimal(new BigDecimal(one(any, any.negate(), greatest.negate(), BigInteger.ZERO), type.scale()));
        }
    }

    private int day() {
        return random.nextInt(100_000) - 50_000;
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    @SafeVarargs
    private <T> T one(T... of) {
        return of[random.nextInt(of.length)];
    }
}
