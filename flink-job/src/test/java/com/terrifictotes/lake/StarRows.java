package com.terrifictotes.lake;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.change.StarRow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Rows of the star for tests, made of its declaration: a new table has them without a line here. */
final class StarRows {

    private StarRows() {}

    /** All tables of the star, for tests of each. */
    static Stream<Named<StarTable>> tables() {
        return StarSchema.all().stream().map(table -> Named.of(table.name(), table));
    }

    /** Rows that have all the values between them that a table's types have: ordinary ones, the ends, NULL. */
    static List<StarRow> samples(StarTable table) {
        return valuesOf(table).stream()
                .map(values -> {
                    RowBuilder row = new RowBuilder();
                    values.forEach(value -> value.writing().accept(row));
                    return at(table, Changes.FRIDAY, row.build());
                })
                .toList();
    }

    /** The same rows as {@link DuckDb} shows them. */
    static List<String> texts(StarTable table) {
        return valuesOf(table).stream()
                .map(values -> values.stream().map(Sample::text).collect(Collectors.joining("|")))
                .toList();
    }

    private static List<List<Sample>> valuesOf(StarTable table) {
        List<Column> columns = table.rows().columns();
        return IntStream.rangeClosed(0, 3)
                .mapToObj(row -> IntStream.range(0, columns.size())
                        .mapToObj(column -> value(columns.get(column), row, column))
                        .toList())
                .toList();
    }

    private static Sample value(Column column, int row, int index) {
        List<Sample> samples = Sample.of(column.type(), index);
        return row < samples.size() ? samples.get(row) : Sample.NOTHING;
    }

    /** A row of a version, which every table of the star has, and of nothing else; in quarantine, of a sales order. */
    static StarRow version(StarTable table, Instant cut, int version) {
        Consumer<RowBuilder> number = row -> row.int32(version);
        return at(
                table,
                cut,
                row(
                        table,
                        table.equals(StarSchema.QUARANTINE)
                                ? Map.of(
                                        StarTable.VERSION,
                                        number,
                                        StarTable.QUARANTINED_TABLE,
                                        row -> row.text("sales_order"))
                                : Map.of(StarTable.VERSION, number)));
    }

    /** A row with values in the columns named, and NULL in all others. */
    static Row row(StarTable table, Map<String, Consumer<RowBuilder>> values) {
        RowBuilder row = new RowBuilder();
        for (Column column : table.rows().columns()) {
            values.getOrDefault(column.name(), RowBuilder::nothing).accept(row);
        }
        return row.build();
    }

    static StarRow at(StarTable table, Instant cut, Row row) {
        return new StarRow(table.name(), cut.toEpochMilli(), row);
    }

    /** Writes rows to one file, as the sink does. */
    static void write(Path file, List<StarRow> rows) throws Exception {
        ZoneFiles.write(
                file,
                new ProcessedFormat(),
                StarSchema.all().stream().map(StarTable::rows).toList(),
                rows);
    }
}
