package com.terrifictotes.lake;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.intType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timeType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType;
import java.math.BigInteger;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.apache.parquet.schema.Types.PrimitiveBuilder;

/** What the types of columns are in Parquet. */
final class ParquetTypes {

    private static final int MOST_DIGITS_IN_AN_INT = 9;
    private static final int MOST_DIGITS_IN_A_LONG = 18;

    private ParquetTypes() {}

    /** A column that may be NULL. */
    static Type optional(Column column) {
        return optional(column.type()).named(column.name());
    }

    private static PrimitiveBuilder<PrimitiveType> optional(ColumnType type) {
        return switch (type.kind()) {
            case INT16 -> optional(PrimitiveTypeName.INT32).as(intType(16, true));
            case INT32 -> optional(PrimitiveTypeName.INT32);
            case INT64 -> optional(PrimitiveTypeName.INT64);
            case FLOAT32 -> optional(PrimitiveTypeName.FLOAT);
            case FLOAT64 -> optional(PrimitiveTypeName.DOUBLE);
            case DECIMAL -> decimal(type);
            case BOOLEAN -> optional(PrimitiveTypeName.BOOLEAN);
            case TEXT -> optional(PrimitiveTypeName.BINARY).as(stringType());
            case BYTES -> optional(PrimitiveTypeName.BINARY);
            case DATE -> optional(PrimitiveTypeName.INT32).as(dateType());
            case TIME -> optional(PrimitiveTypeName.INT64).as(timeType(false, TimeUnit.MICROS));
            case TIMESTAMP -> optional(PrimitiveTypeName.INT64).as(timestampType(false, TimeUnit.MICROS));
            case INSTANT -> optional(PrimitiveTypeName.INT64).as(timestampType(true, TimeUnit.MICROS));
        };
    }

    private static PrimitiveBuilder<PrimitiveType> decimal(ColumnType type) {
        PrimitiveBuilder<PrimitiveType> builder = optional(storage(type));
        return builder.length(bytes(type.precision())).as(decimalType(type.scale(), type.precision()));
    }

    /** What holds the digits of a decimal: the smallest type there is. */
    static PrimitiveTypeName storage(ColumnType decimal) {
        if (decimal.precision() <= MOST_DIGITS_IN_AN_INT) {
            return PrimitiveTypeName.INT32;
        }
        return decimal.precision() <= MOST_DIGITS_IN_A_LONG
                ? PrimitiveTypeName.INT64
                : PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
    }

    /** How many bytes the greatest decimal of a precision takes in two's complement. */
    static int bytes(int precision) {
        return BigInteger.TEN.pow(precision).subtract(BigInteger.ONE).bitLength() / Byte.SIZE + 1;
    }

    private static PrimitiveBuilder<PrimitiveType> optional(PrimitiveTypeName name) {
        return Types.primitive(name, Repetition.OPTIONAL);
    }
}
