package com.terrifictotes.local.lake;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.TableSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * SQL for DuckDB that reads the changes of a table from all of its files, whatever columns each of them has. Columns are
 * named by their place ({@code c0}, {@code c1}, ...): names of totesys may differ in case alone, which DuckDB does not tell
 * apart.
 *
 * <p>The first columns of the result are those of the table, as {@link RawField#selected} has them; behind them are the
 * operation, the version, the cut in milliseconds, the transaction and the unfit values.
 */
final class ChangesQuery {

    private static final String OWN = "_op, _version, _cut, _xid, _unfit";

    private final TableSchema table;
    private final List<FileGroup> groups;

    ChangesQuery(TableSchema table, List<FileGroup> groups) {
        this.table = table;
        this.groups = List.copyOf(groups);
    }

    /** All changes in order of cut, those of a key in order of their numbers. A value of another type fails. */
    String inOrderOfCut() {
        return "SELECT %s FROM (%s) ORDER BY _cut, _version".formatted(selected(), union("CAST"));
    }

    /** The latest change of each key up to a cut, without the deleted, in order of key. */
    String latest(Instant upTo) {
        long micros = TimeUnit.MILLISECONDS.toMicros(upTo.toEpochMilli());
        return """
                SELECT %1$s FROM (%2$s) WHERE _cut <= make_timestamp(%3$d)
                QUALIFY row_number() OVER (PARTITION BY %4$s ORDER BY _version DESC) = 1 AND _op <> 'delete'
                ORDER BY %4$s""".formatted(selected(), union("TRY_CAST"), micros, keys());
    }

    /**
     * Keys whose changes up to a cut are not numbered 1, 2, 3, ... each once: the key as text, how many changes it has, the
     * greatest number, and how many such keys there are. Other numbers with the same sums would have to be made on purpose.
     */
    String misnumbered(Instant upTo, int limit) {
        long micros = TimeUnit.MILLISECONDS.toMicros(upTo.toEpochMilli());
        return """
                SELECT concat_ws(',', %1$s), changes, newest, count(*) OVER () FROM (
                    SELECT %1$s, count(*) AS changes, max(_version) AS newest
                    FROM (%2$s) WHERE _cut <= make_timestamp(%3$d) GROUP BY %1$s
                    HAVING count(*) <> max(_version)
                        OR sum(_version) <> count(*) * (count(*) + 1) / 2
                        OR sum(_version::HUGEINT * _version) <> count(*) * (count(*) + 1) * (2 * count(*) + 1) / 6)
                ORDER BY %1$s LIMIT %4$d""".formatted(keys(), union("TRY_CAST"), micros, limit);
    }

    private String selected() {
        String columns = IntStream.range(0, table.columns().size())
                .mapToObj(i -> RawField.selected(table.columns().get(i).type(), "c" + i))
                .collect(Collectors.joining(", "));
        return columns + ", _op, CAST(_version AS BIGINT), epoch_ms(_cut), _xid, _unfit";
    }

    private String keys() {
        return Arrays.stream(table.keyIndexes()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
    }

    private String union(String cast) {
        return groups.stream().map(group -> of(group, cast)).collect(Collectors.joining(" UNION ALL "));
    }

    private String of(FileGroup group, String cast) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            columns.add(value(group, table.columns().get(i), cast) + " AS c" + i);
        }
        return "SELECT %s, %s FROM %s AS f(%s)"
                .formatted(String.join(", ", columns), OWN, read(group.files()), names(group));
    }

    /** What a file has of a column; NULL if it has none of that name. */
    private static String value(FileGroup group, Column column, String cast) {
        String type = RawField.type(column.type());
        for (int i = 0; i < group.columns().size(); i++) {
            if (group.columns().get(i).name().equals(column.name())) {
                return "%s(f%d AS %s)".formatted(cast, i, type);
            }
        }
        return "CAST(NULL AS %s)".formatted(type);
    }

    private static String names(FileGroup group) {
        String columns = IntStream.range(0, group.columns().size())
                .mapToObj(i -> "f" + i)
                .collect(Collectors.joining(", "));
        return columns + ", " + OWN;
    }

    /** For a FROM clause. */
    static String read(List<String> files) {
        return "read_parquet(%s, hive_partitioning = false)".formatted(list(files));
    }

    static String list(List<String> texts) {
        return texts.stream().map(ChangesQuery::text).collect(Collectors.joining(", ", "[", "]"));
    }

    static String text(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
