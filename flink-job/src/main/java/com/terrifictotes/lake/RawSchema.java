package com.terrifictotes.lake;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.TableSchema;
import java.util.List;
import java.util.Set;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * A table in the raw zone: its columns, optional because a deleted row has its key alone and a column may become
 * nullable, then the zone's own.
 */
final class RawSchema {

    /** What happened: insert, update or delete. */
    static final String OPERATION = "_op";
    /** The number of the change of this key: 1, 2, 3, ... */
    static final String VERSION = "_version";
    /** The instant of the cut that saw the change, in UTC and without a zone, as every timestamp of totesys. */
    static final String CUT = "_cut";
    /** The id of the transaction that wrote the row. NULL of a delete: who deleted leaves no trace. */
    static final String TRANSACTION = "_xid";
    /** Values that fit no type of Parquet, as text: a JSON object from column to value. NULL in every ordinary row. */
    static final String UNFIT = "_unfit";

    private static final Set<String> OWN = Set.of(OPERATION, VERSION, CUT, TRANSACTION, UNFIT);

    private RawSchema() {}

    static ZoneSchema of(TableSchema table) {
        for (Column column : table.columns()) {
            if (OWN.contains(column.name())) {
                throw new IllegalArgumentException(
                        "Cannot write a table to the lake: %s has a column %s, expected none of the names %s"
                                .formatted(table.name(), column.name(), OWN));
            }
        }
        return ZoneSchema.of(table, own());
    }

    private static List<Type> own() {
        return List.of(
                Types.required(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(OPERATION),
                Types.required(PrimitiveTypeName.INT32).named(VERSION),
                Types.required(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(false, TimeUnit.MICROS))
                        .named(CUT),
                Types.optional(PrimitiveTypeName.INT64).named(TRANSACTION),
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(UNFIT));
    }
}
