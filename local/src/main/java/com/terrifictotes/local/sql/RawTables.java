package com.terrifictotes.local.sql;

import com.terrifictotes.catalog.ClosedCuts;
import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.lake.RawZone;
import com.terrifictotes.local.sql.LakeTable.Column;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of the raw zone: those of a totesys, whatever somebody added to it, and the closed cuts. */
public final class RawTables {

    private static final String CHANGES = "Every change of every row of %s";

    private static final List<Column> OWN = List.of(
            new Column("_op", "STRING"),
            new Column("_version", "INT"),
            new Column("_cut", "TIMESTAMP(6)"),
            new Column("_xid", "BIGINT"),
            new Column("_unfit", "STRING"));

    private RawTables() {}

    /** Those of a totesys, by name. */
    public static List<LakeTable> of(SourceCatalog totesys) {
        Set<String> names = totesys.tables().stream().map(TableSchema::name).collect(Collectors.toSet());
        Stream<LakeTable> changes =
                totesys.tables().stream().map(table -> table(table, names, CHANGES.formatted(table.name())));
        LakeTable cuts = table(ClosedCuts.TABLE, names, "Every cut that was closed and brought anything");
        return Stream.concat(changes, Stream.of(cuts))
                .sorted(Comparator.comparing(LakeTable::name))
                .toList();
    }

    private static LakeTable table(TableSchema table, Set<String> names, String comment) {
        Stream<Column> columns = table.columns().stream()
                .map(column -> new Column(column.name(), type(column.type())))
                .filter(column -> !column.name().equals(LakeTable.CUT_DATE.name()));
        return new LakeTable(
                name(table.name(), names),
                RawZone.folder(table.name()),
                comment,
                Stream.concat(columns, OWN.stream()).toList(),
                List.of(LakeTable.CUT_DATE));
    }

    /** Without a line before it, as in Athena, unless another table has that name. */
    private static String name(String table, Set<String> names) {
        String plain = table.replaceFirst("^_", "");
        return names.contains(plain) ? table : plain;
    }

    /** What the Parquet of a type is to Flink. */
    private static String type(ColumnType type) {
        return switch (type.kind()) {
            case INT16 -> "SMALLINT";
            case INT32 -> "INT";
            case INT64, TIME -> "BIGINT";
            case FLOAT32 -> "FLOAT";
            case FLOAT64 -> "DOUBLE";
            case DECIMAL -> "DECIMAL(%d,%d)".formatted(type.precision(), type.scale());
            case BOOLEAN -> "BOOLEAN";
            case TEXT -> "STRING";
            case BYTES -> "BYTES";
            case DATE -> "DATE";
            case TIMESTAMP, INSTANT -> "TIMESTAMP(6)";
        };
    }
}
