package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.StarColumn;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.StarTable.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table of the warehouse as it has to be.
 *
 * @param schema where it is
 * @param name unqualified
 * @param columns in order
 */
record TableShape(String schema, String name, List<ColumnShape> columns) {

    /**
     * A column as it has to be.
     *
     * @param type as Postgres' {@code format_type} says it
     */
    record ColumnShape(String name, String type, boolean nullable) {

        @Override
        public String toString() {
            return nullable ? name + " " + type : name + " " + type + " NOT NULL";
        }
    }

    private static final ColumnShape VERSION = column(StarTable.VERSION, Kind.INT32);
    private static final ColumnShape IS_CURRENT = column("is_current", Kind.BOOLEAN);
    private static final ColumnShape IS_DELETED = column(StarTable.IS_DELETED, Kind.BOOLEAN);
    private static final ColumnShape IS_INFERRED = column("is_inferred", Kind.BOOLEAN);
    private static final ColumnShape CLOSED_AT =
            new ColumnShape("closed_at", typeName(ColumnType.of(Kind.INSTANT)), true);

    TableShape {
        columns = List.copyOf(columns);
    }

    /** Every table that holds rows of the star, or will. */
    static List<TableShape> all() {
        return StarSchema.all().stream().flatMap(TableShape::of).toList();
    }

    private static Stream<TableShape> of(StarTable table) {
        Stream<TableShape> always = Stream.of(target(table), staging(table));
        return table.role() == Role.DIMENSION ? Stream.concat(always, Stream.of(history(table))) : always;
    }

    private static TableShape target(StarTable table) {
        List<ColumnShape> own = switch (table.role()) {
            case FACT -> List.of(VERSION, column(StarTable.RECORDED_AT, Kind.INSTANT), IS_CURRENT, IS_DELETED);
            case DIMENSION -> List.of(IS_DELETED, IS_INFERRED);
            case QUARANTINE -> List.of(CLOSED_AT);
            case CALENDAR -> List.of();
        };
        List<ColumnShape> recordKey =
                table.recordKey().isEmpty() ? List.of() : List.of(column(table.recordKey(), Kind.INT32));
        return new TableShape(Names.schema(table), table.name(), joined(recordKey, contract(table), own));
    }

    private static TableShape history(StarTable table) {
        List<ColumnShape> own = List.of(
                VERSION,
                column(StarTable.VALID_FROM, Kind.INSTANT),
                column("valid_to", Kind.INSTANT),
                IS_CURRENT,
                IS_INFERRED);
        return new TableShape(Names.PUBLIC, Names.historyName(table), joined(contract(table), own));
    }

    private static TableShape staging(StarTable table) {
        List<ColumnShape> own = List.of(column("batch_id", Kind.INT64), column("cut", Kind.INSTANT));
        List<ColumnShape> rows =
                table.rows().columns().stream().map(TableShape::column).toList();
        return new TableShape(Names.ETL, Names.stagingName(table), joined(own, rows));
    }

    private static List<ColumnShape> contract(StarTable table) {
        return table.columns().stream()
                .map(StarColumn::column)
                .map(TableShape::column)
                .toList();
    }

    private static ColumnShape column(Column column) {
        return new ColumnShape(column.name(), typeName(column.type()), column.nullable());
    }

    private static ColumnShape column(String name, Kind kind) {
        return new ColumnShape(name, typeName(ColumnType.of(kind)), false);
    }

    private static String typeName(ColumnType type) {
        return switch (type.kind()) {
            case INT16 -> "smallint";
            case INT32 -> "integer";
            case INT64 -> "bigint";
            case FLOAT32 -> "real";
            case FLOAT64 -> "double precision";
            case DECIMAL -> "numeric(%s,%s)".formatted(type.precision(), type.scale());
            case BOOLEAN -> "boolean";
            case TEXT -> "text";
            case BYTES -> "bytea";
            case DATE -> "date";
            case TIME -> "time without time zone";
            case TIMESTAMP -> "timestamp without time zone";
            case INSTANT -> "timestamp with time zone";
        };
    }

    @SafeVarargs
    private static List<ColumnShape> joined(List<ColumnShape>... parts) {
        List<ColumnShape> all = new ArrayList<>();
        for (List<ColumnShape> part : parts) {
            all.addAll(part);
        }
        return all;
    }
}
