package com.terrifictotes.catalog;

import com.terrifictotes.catalog.ColumnType.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** How a value of totesys that is not NULL becomes one of the star. */
@FunctionalInterface
interface FieldReading {

    /** A day in the microseconds of a timestamp. */
    long MICROS_OF_A_DAY = 86_400_000_000L;

    /** Appends the value; or appends nothing and says what is wrong with it. */
    @Nullable
    String append(Row row, int field, RowBuilder target);

    /** The reading of a column of the star from a type that it {@link StarColumn#accepts}. */
    static FieldReading of(StarColumn column, ColumnType from) {
        return switch (column.reading()) {
            case AS_IS -> asIs(column.column().type(), from);
            case DATE_OF -> FieldReading::dateOf;
            case TIME_OF -> FieldReading::timeOf;
            case DATE_IN_TEXT -> from.kind() == Kind.DATE ? FieldReading::date : FieldReading::dateInText;
            case CURRENCY_NAME -> FieldReading::currencyName;
            case MADE ->
                throw new IllegalArgumentException(
                        "Cannot read column: %s, it is made of nothing in totesys".formatted(column.name()));
        };
    }

    private static FieldReading asIs(ColumnType to, ColumnType from) {
        if (to.kind() == Kind.INT32 && from.kind() != Kind.INT32) {
            return FieldReading::int32;
        }
        if (to.kind() != Kind.DECIMAL) {
            return FieldReading::copy;
        }
        return to.equals(from) ? FieldReading::number : (row, field, target) -> rescaledNumber(to, row, field, target);
    }

    private static @Nullable String copy(Row row, int field, RowBuilder target) {
        target.copy(row, field);
        return null;
    }

    private static @Nullable String int32(Row row, int field, RowBuilder target) {
        long value = row.integer(field);
        if (value != (int) value) {
            return "does not fit integer";
        }
        target.int32((int) value);
        return null;
    }

    private static @Nullable String number(Row row, int field, RowBuilder target) {
        return row.isNumber(field) ? copy(row, field, target) : "is not a number";
    }

    private static @Nullable String rescaledNumber(ColumnType to, Row row, int field, RowBuilder target) {
        if (!row.isNumber(field)) {
            return "is not a number";
        }
        BigDecimal value = row.decimal(field);
        BigDecimal rounded = value.setScale(to.scale(), RoundingMode.DOWN);
        if (rounded.compareTo(value) != 0 || rounded.precision() > to.precision()) {
            return "does not fit numeric(%s,%s)".formatted(to.precision(), to.scale());
        }
        target.decimal(rounded);
        return null;
    }

    private static @Nullable String dateOf(Row row, int field, RowBuilder target) {
        long micros = row.integer(field);
        if (isInfinite(micros)) {
            return "is infinite";
        }
        target.int32((int) Math.floorDiv(micros, MICROS_OF_A_DAY));
        return null;
    }

    private static @Nullable String timeOf(Row row, int field, RowBuilder target) {
        long micros = row.integer(field);
        if (isInfinite(micros)) {
            return "is infinite";
        }
        target.int64(Math.floorMod(micros, MICROS_OF_A_DAY));
        return null;
    }

    private static boolean isInfinite(long micros) {
        return micros == Row.INFINITELY_LATE || micros == Row.INFINITELY_EARLY;
    }

    private static @Nullable String date(Row row, int field, RowBuilder target) {
        int day = row.epochDay(field);
        boolean isInfinite = day == Integer.MAX_VALUE || day == Integer.MIN_VALUE;
        return isInfinite ? "is infinite" : copy(row, field, target);
    }

    private static @Nullable String dateInText(Row row, int field, RowBuilder target) {
        long epochDay = DateText.epochDay(row, field);
        if (epochDay == DateText.NO_DATE) {
            return "is not a date of the form yyyy-mm-dd";
        }
        target.int32((int) (epochDay - Row.DAYS_TO_POSTGRES_EPOCH));
        return null;
    }

    private static @Nullable String currencyName(Row row, int field, RowBuilder target) {
        target.text(Currencies.name(row.text(field)));
        return null;
    }
}
