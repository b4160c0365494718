package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.Sql;
import com.terrifictotes.catalog.StarColumn;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.StarTable.Role;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the tables and columns of the warehouse are called, ready to be put into a statement. */
final class Names {

    /** Where what people ask for is. */
    static final String PUBLIC = "public";
    /** Where what the pipeline keeps for itself is. */
    static final String ETL = "etl";

    private static final String STAGE = "stage_";
    private static final String LOAD = "load_";
    private static final String HISTORY = "_history";

    private Names() {}

    /** The table people ask. */
    static String target(StarTable table) {
        return Sql.table(schema(table), table.name());
    }

    static String schema(StarTable table) {
        return table.role() == Role.QUARANTINE ? ETL : PUBLIC;
    }

    /** The versions of a dimension. */
    static String history(StarTable table) {
        return Sql.table(PUBLIC, historyName(table));
    }

    static String historyName(StarTable table) {
        return table.name() + HISTORY;
    }

    /** Where rows wait for their publish. */
    static String staging(StarTable table) {
        return Sql.table(ETL, stagingName(table));
    }

    static String stagingName(StarTable table) {
        return STAGE + table.name();
    }

    /** Where the first versions of a first load go, until it is published. */
    static String loadName(StarTable table) {
        return LOAD + table.name();
    }

    static String key(StarTable table) {
        return Sql.identifier(table.key());
    }

    /** The columns of the contract, without the record key. */
    static String contract(StarTable table) {
        return list(table.columns().stream().map(StarColumn::name));
    }

    /** The same of one of several tables of a statement. */
    static String contract(StarTable table, String of) {
        return table.columns().stream()
                .map(column -> of + "." + Sql.identifier(column.name()))
                .collect(Collectors.joining(", "));
    }

    /** All that is staged. */
    static String staged(StarTable table) {
        return list(Stream.concat(
                Stream.of("batch_id", "cut"), table.rows().columns().stream().map(Column::name)));
    }

    private static String list(Stream<String> names) {
        return names.map(Sql::identifier).collect(Collectors.joining(", "));
    }
}
