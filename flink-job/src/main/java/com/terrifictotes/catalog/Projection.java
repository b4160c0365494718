package com.terrifictotes.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How rows of one table of totesys become the fields of a star table that are made of them, in the order of the
 * declaration: all of them if no other table is looked up, else one side's.
 */
public final class Projection {

    private static final String IS_NULL = "is NULL";

    private final List<Field> fields;

    private Projection(List<Field> fields) {
        this.fields = fields;
    }

    /**
     * The columns made of the star table's source.
     *
     * @throws IllegalArgumentException if the source has not what is needed, see {@link StarSchema#requireSource}
     */
    public static Projection ofSource(StarTable star, TableSchema source) {
        return of(star, source, false);
    }

    /**
     * The columns made of the table looked up.
     *
     * @throws IllegalArgumentException if that table has not what is needed, see {@link StarSchema#requireSource}
     */
    public static Projection ofLookup(StarTable star, TableSchema lookup) {
        return of(star, lookup, true);
    }

    private static Projection of(StarTable star, TableSchema from, boolean isLookup) {
        return new Projection(star.columns().stream()
                .filter(column -> column.isLookedUp() == isLookup)
                .map(column -> Field.of(column, from))
                .toList());
    }

    /**
     * Appends the fields.
     *
     * @return what does not fit, once for each column of totesys; if it is not empty, what was appended is of no use
     */
    public List<Misfit> append(Row row, RowBuilder target) {
        List<Misfit> misfits = List.of();
        for (Field field : fields) {
            String reason = field.append(row, target);
            if (reason != null) {
                misfits = with(misfits, field.misfit(row, reason));
            }
        }
        return misfits;
    }

    /**
     * Appends the key of a row that is gone, and NULL for all other fields.
     *
     * @return what does not fit, as {@link #append} does: of such a key the star has never had a row
     */
    public List<Misfit> appendGone(Row row, RowBuilder target) {
        Field key = fields.get(0);
        String reason = key.append(row, target);
        for (int other = 1; other < fields.size(); other++) {
            target.nothing();
        }
        return reason == null ? List.of() : List.of(key.misfit(row, reason));
    }

    private static List<Misfit> with(List<Misfit> misfits, Misfit misfit) {
        if (misfits.stream().anyMatch(told -> told.column().equals(misfit.column()))) {
            return misfits;
        }
        List<Misfit> all = new ArrayList<>(misfits);
        all.add(misfit);
        return all;
    }

    private record Field(int index, Column from, StarColumn to, FieldReading reading) {

        private static Field of(StarColumn column, TableSchema table) {
            int index = table.index(column.source());
            Column from = table.columns().get(index);
            if (!column.accepts(from.type())) {
                throw new IllegalArgumentException("Cannot read column: %s.%s of %s, expected %s"
                        .formatted(table.name(), from.name(), from.type(), column.accepted()));
            }
            return new Field(index, from, column, FieldReading.of(column, from.type()));
        }

        private @Nullable String append(Row row, RowBuilder target) {
            return row.isNull(index) ? appendNull(target) : reading.append(row, index, target);
        }

        private @Nullable String appendNull(RowBuilder target) {
            if (to.whenNull().isPresent()) {
                target.text(to.whenNull().get());
                return null;
            }
            if (to.column().nullable()) {
                target.nothing();
                return null;
            }
            return IS_NULL;
        }

        private Misfit misfit(Row row, String reason) {
            String value = row.isNull(index) ? null : ValueText.of(from.type(), row, index);
            return new Misfit(from.name(), value, reason);
        }
    }
}
