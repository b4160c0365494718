package com.terrifictotes.lake;

import java.util.Locale;
import java.util.Optional;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/**
 * What Glue calls the type of a column of a Parquet file.
 *
 * @param comment what a reader cannot see from the type
 */
record GlueType(String name, Optional<String> comment) {

    private static final int BITS_OF_A_SMALLINT = 16;

    /**
     * That of a column.
     *
     * @throws IllegalArgumentException if Athena has no type for it
     */
    static GlueType of(PrimitiveType parquet) {
        LogicalTypeAnnotation logical = parquet.getLogicalTypeAnnotation();
        if (logical instanceof TimeLogicalTypeAnnotation) {
            return new GlueType("bigint", Optional.of("Time of day: microseconds since midnight, UTC"));
        }
        return new GlueType(logical == null ? plain(parquet) : annotated(parquet, logical), Optional.empty());
    }

    private static String annotated(PrimitiveType parquet, LogicalTypeAnnotation logical) {
        if (logical instanceof StringLogicalTypeAnnotation) {
            return "string";
        }
        if (logical instanceof DateLogicalTypeAnnotation) {
            return "date";
        }
        if (logical instanceof TimestampLogicalTypeAnnotation) {
            return "timestamp";
        }
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            return String.format(Locale.ROOT, "decimal(%d,%d)", decimal.getPrecision(), decimal.getScale());
        }
        if (logical instanceof IntLogicalTypeAnnotation integer && integer.getBitWidth() == BITS_OF_A_SMALLINT) {
            return "smallint";
        }
        throw new IllegalArgumentException(
                "Cannot tell Glue of a column: " + parquet + ", expected a type of the lake");
    }

    private static String plain(PrimitiveType parquet) {
        return switch (parquet.getPrimitiveTypeName()) {
            case INT32 -> "int";
            case INT64 -> "bigint";
            case FLOAT -> "float";
            case DOUBLE -> "double";
            case BOOLEAN -> "boolean";
            case BINARY -> "binary";
            default ->
                throw new IllegalArgumentException(
                        "Cannot tell Glue of a column: " + parquet + ", expected a type of the lake");
        };
    }
}
