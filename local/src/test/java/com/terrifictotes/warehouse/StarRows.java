package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.change.StarRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Rows of the star, in words. */
final class StarRows {

    /** Cuts, a minute after another. */
    static final Instant FIRST_CUT = Instant.parse("2026-11-23T08:00:00Z");

    static final Instant SECOND_CUT = FIRST_CUT.plus(1, ChronoUnit.MINUTES);
    static final Instant THIRD_CUT = FIRST_CUT.plus(2, ChronoUnit.MINUTES);
    static final Instant FOURTH_CUT = FIRST_CUT.plus(3, ChronoUnit.MINUTES);

    static final LocalDate DUE = LocalDate.of(2026, 12, 1);

    private static final LocalDate CREATED = LocalDate.of(2026, 11, 23);
    private static final LocalTime AT = LocalTime.of(7, 59, 30, 186_000_000);

    private static final AtomicInteger MANY = new AtomicInteger(1_000);

    private StarRows() {}

    /** A version of a currency that holds from its cut on. */
    static StarRow currency(Instant cut, int id, int version, String code) {
        return currency(cut, id, version, code, false);
    }

    /** The version of a currency that says it is gone since its cut. */
    static StarRow currencyGone(Instant cut, int id, int version, String code) {
        return currency(cut, id, version, code, true);
    }

    private static StarRow currency(Instant cut, int id, int version, String code, boolean isDeleted) {
        Row row = new RowBuilder()
                .int32(id)
                .text(code)
                .text("The " + code)
                .int32(version)
                .timestamp(micros(cut))
                .bool(isDeleted)
                .build();
        return new StarRow("dim_currency", cut.toEpochMilli(), row);
    }

    static StarRow paymentType(Instant cut, int id, String name) {
        Row row = new RowBuilder()
                .int32(id)
                .text(name)
                .int32(1)
                .timestamp(micros(cut))
                .bool(false)
                .build();
        return new StarRow("dim_payment_type", cut.toEpochMilli(), row);
    }

    static StarRow sale(Instant cut, int id, int salesOrder) {
        Row row = new RowBuilder()
                .int32(id)
                .text("SALE")
                .int32(salesOrder)
                .nothing()
                .int32(1)
                .timestamp(micros(cut))
                .bool(false)
                .build();
        return new StarRow("dim_transaction", cut.toEpochMilli(), row);
    }

    static StarRow counterparty(Instant cut, int id, String name) {
        Row row = new RowBuilder()
                .int32(id)
                .text(name)
                .text("1 Long Lane")
                .nothing()
                .nothing()
                .text("Leeds")
                .text("01138")
                .text("Wales")
                .text("1803 637401")
                .int32(1)
                .timestamp(micros(cut))
                .bool(false)
                .build();
        return new StarRow("dim_counterparty", cut.toEpochMilli(), row);
    }

    /** Payments, more than a writer keeps to itself; all others each time. */
    static StarRow[] many(Instant cut) {
        int first = MANY.getAndAdd(20_000);
        return IntStream.range(first, first + 20_000)
                .mapToObj(id -> payment(cut, id, 1, "1.00"))
                .toArray(StarRow[]::new);
    }

    /** An unpaid payment of currency 1, type 1, transaction 1 and counterparty 1, due on {@link #DUE}. */
    static StarRow payment(Instant cut, int id, int version, String amount) {
        return payment(cut, id, version, amount, 1);
    }

    static StarRow payment(Instant cut, int id, int version, String amount, int currency) {
        Row row = new RowBuilder()
                .int32(id)
                .date(CREATED)
                .int64(AT.toNanoOfDay() / 1000)
                .date(CREATED)
                .int64(AT.toNanoOfDay() / 1000)
                .int32(1)
                .int32(1)
                .decimal(new BigDecimal(amount))
                .int32(currency)
                .int32(1)
                .bool(false)
                .date(DUE)
                .int32(version)
                .timestamp(micros(cut))
                .bool(false)
                .build();
        return new StarRow("fact_payment", cut.toEpochMilli(), row);
    }

    /** The version of a payment that says it is gone since its cut. */
    static StarRow paymentGone(Instant cut, int id, int version) {
        RowBuilder row = new RowBuilder().int32(id);
        for (int unknown = 1; unknown < StarSchema.FACT_PAYMENT.columns().size(); unknown++) {
            row.nothing();
        }
        return new StarRow(
                "fact_payment",
                cut.toEpochMilli(),
                row.int32(version).timestamp(micros(cut)).bool(true).build());
    }

    static StarRow day(Instant cut, LocalDate day) {
        Row row = new RowBuilder()
                .date(day)
                .int32(day.getYear())
                .int32(day.getMonthValue())
                .int32(day.getDayOfMonth())
                .int32(day.getDayOfWeek().getValue())
                .text(day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                .text(day.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                .int32(day.get(IsoFields.QUARTER_OF_YEAR))
                .int32(1)
                .timestamp(Row.INFINITELY_EARLY)
                .bool(false)
                .build();
        return new StarRow("dim_date", cut.toEpochMilli(), row);
    }

    static StarRow quarantined(Instant cut, String key, String value) {
        return quarantined(cut, "payment", key, 1, "payment_date", value);
    }

    /** A line for a column of a version of a row of totesys. */
    static StarRow quarantined(Instant cut, String table, String key, int version, String column, String value) {
        return line(cut, table, key, version, column)
                .text(value)
                .text("is no date")
                .in("quarantine", cut);
    }

    /** The line of a version that fits again, or of a row that is gone. */
    static StarRow quarantineEnds(Instant cut, String table, String key, int version) {
        return line(cut, table, key, version, "").nothing().text("fits").in("quarantine", cut);
    }

    private static Line line(Instant cut, String table, String key, int version, String column) {
        return new Line(new RowBuilder()
                .text(table)
                .text(key)
                .int32(version)
                .text(column)
                .timestamp(micros(cut)));
    }

    private record Line(RowBuilder row) {
        Line text(String text) {
            row.text(text);
            return this;
        }

        Line nothing() {
            row.nothing();
            return this;
        }

        StarRow in(String table, Instant cut) {
            return new StarRow(table, cut.toEpochMilli(), row.build());
        }
    }

    /** All that payments refer to. */
    static StarRow[] dimensions(Instant cut) {
        return new StarRow[] {
            day(cut, CREATED),
            day(cut, DUE),
            currency(cut, 1, 1, "GBP"),
            paymentType(cut, 1, "SALES_RECEIPT"),
            sale(cut, 1, 7),
            counterparty(cut, 1, "O'Hara and Sons")
        };
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
