package com.terrifictotes.reconcile;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.catalog.ValueText;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Whether two rows say the same, and where they do not. */
final class Sameness {

    private Sameness() {}

    /** Equal bytes are equal rows; of others the values decide, because a number can be written in more than one way. */
    static boolean isSame(TableSchema schema, Row one, Row other) {
        return one.equals(other) || differences(schema, one, other).isEmpty();
    }

    static List<Difference.Value> differences(TableSchema schema, Row totesys, Row copy) {
        return IntStream.range(0, schema.columns().size())
                .mapToObj(field -> value(schema, field, totesys, copy))
                .filter(value -> !Objects.equals(value.totesys(), value.copy()))
                .toList();
    }

    private static Difference.Value value(TableSchema schema, int field, Row totesys, Row copy) {
        return new Difference.Value(
                schema.columns().get(field).name(), text(schema, totesys, field), text(schema, copy, field));
    }

    private static @Nullable String text(TableSchema schema, Row row, int field) {
        return row.isNull(field)
                ? null
                : ValueText.of(schema.columns().get(field).type(), row, field);
    }
}
