package com.terrifictotes.lake;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A table in a zone: its columns as they are, all of them optional whatever the table says, then the zone's own.
 *
 * @param table whose rows are written
 * @param parquet the schema of its files
 */
record ZoneSchema(TableSchema table, MessageType parquet) {

    static ZoneSchema of(TableSchema table, List<Type> own) {
        List<Type> fields = Stream.concat(table.columns().stream().map(ParquetTypes::optional), own.stream())
                .toList();
        return new ZoneSchema(table, new MessageType(table.name(), fields));
    }

    /**
     * The columns whose values hardly ever come twice in a file: keys, and times of rows. A dictionary of them would be made
     * in vain, and given up in each row group again.
     */
    List<String> withoutDictionary() {
        List<String> names = new ArrayList<>();
        for (Column column : table.columns()) {
            boolean isKey =
                    !table.primaryKey().isEmpty() && table.primaryKey().get(0).equals(column.name());
            if (isKey || column.type().kind() == Kind.TIMESTAMP || column.type().kind() == Kind.TIME) {
                names.add(column.name());
            }
        }
        return names;
    }
}
