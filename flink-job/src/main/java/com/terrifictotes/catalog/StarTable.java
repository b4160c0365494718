package com.terrifictotes.catalog;

import com.terrifictotes.catalog.ColumnType.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table of the star: what it is made of and what its rows look like.
 *
 * <p>Its first column is its natural key, which totesys made: an order's, a staff member's, or the day itself.
 *
 * @param name in the warehouse and in the processed zone
 * @param role what kind of table it is
 * @param recordKey the column that numbers the rows of a fact in the warehouse; empty for all other tables
 * @param source the table of totesys a row of which makes a row of this one; empty if no single one does
 * @param lookup the other table of totesys a row is made of
 * @param columns those of the contract, in its order, without the record key
 */
public record StarTable(
        String name, Role role, String recordKey, String source, Optional<Lookup> lookup, List<StarColumn> columns) {

    /** The version of a row: 1, 2, 3, ... of its key. */
    public static final String VERSION = "version";
    /** The cut that saw a version of a fact. */
    public static final String RECORDED_AT = "recorded_at";
    /** From when on a version of a dimension holds. */
    public static final String VALID_FROM = "valid_from";
    /** Whether a version says that its row is gone. */
    public static final String IS_DELETED = "is_deleted";

    /** The column of the quarantine that names the table of totesys. */
    public static final String QUARANTINED_TABLE = "table_name";
    /** The column of the quarantine that names the column; empty in a line that ends those of earlier versions. */
    public static final String QUARANTINED_COLUMN = "column_name";

    /** How many of its first columns identify a row in quarantine. */
    private static final int QUARANTINE_KEY = 4;

    /** What a table of the star is there for. */
    public enum Role {
        /** Something that happened: every version of it is a row. */
        FACT,
        /** Who, what or where: versions that hold one after the other. */
        DIMENSION,
        /** The days that facts refer to. */
        CALENDAR,
        /** Rows of totesys that do not fit the star, and why. */
        QUARANTINE
    }

    /**
     * A table of totesys that a row of the source refers to.
     *
     * @param table its name
     * @param foreignKey the column of the source that refers to it
     */
    public record Lookup(String table, String foreignKey) {}

    public StarTable {
        columns = List.copyOf(columns);
    }

    /** The name of the column that identifies a row for totesys and for people. */
    public String key() {
        return columns.get(0).name();
    }

    /** Whether the table is made of changes of that table of totesys, as its source or as its lookup. */
    public boolean isMadeOf(String table) {
        return source.equals(table)
                || lookup.filter(other -> other.table().equals(table)).isPresent();
    }

    /**
     * The rows of this table on their way to the lake and to the warehouse: the columns of the contract without the
     * record key, then {@code version}, {@code recorded_at} and {@code is_deleted} of a fact, {@code version},
     * {@code valid_from} and {@code is_deleted} of a dimension or the calendar.
     *
     * <p>A deleted version of a fact has only its key and our columns, all else is NULL: nobody remembers facts on the
     * way. That of a dimension is as it was last.
     */
    public TableSchema rows() {
        List<Column> all = Stream.concat(columns.stream().map(this::onItsWay), ownColumns().stream())
                .toList();
        List<String> primaryKey = role == Role.QUARANTINE
                ? columns.stream().map(StarColumn::name).limit(QUARANTINE_KEY).toList()
                : List.of(key(), VERSION);
        return new TableSchema(name, all, primaryKey);
    }

    private Column onItsWay(StarColumn column) {
        boolean isLost = role == Role.FACT && !column.name().equals(key());
        return isLost ? column.orNull().column() : column.column();
    }

    private List<Column> ownColumns() {
        return switch (role) {
            case FACT -> versionColumns(RECORDED_AT);
            case DIMENSION, CALENDAR -> versionColumns(VALID_FROM);
            case QUARANTINE -> List.of();
        };
    }

    private static List<Column> versionColumns(String instant) {
        return List.of(
                Column.of(VERSION, ColumnType.of(Kind.INT32), false),
                Column.of(instant, ColumnType.of(Kind.INSTANT), false),
                Column.of(IS_DELETED, ColumnType.of(Kind.BOOLEAN), false));
    }
}
