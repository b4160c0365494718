package com.terrifictotes.dimension;

import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.StarTable.Role;
import com.terrifictotes.change.StarRow;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Tells the years that the dates of facts are in. A task tells a year again only if an earlier cut needs it: changes of
 * an earlier cut can come after those of a later one, from another channel. What it told it forgets with a failure.
 */
@SuppressWarnings("NullAway.Init") // Flink makes the object, then opens it.
public final class YearsOfFacts extends RichFlatMapFunction<StarRow, FactYear> {

    private static final long serialVersionUID = 1;

    private static final int[] NONE = {};

    private transient Map<String, int[]> dates;
    private transient Map<Integer, Long> told;

    /** Rows of other tables than facts are passed over, and deleted facts, which have no dates. */
    public YearsOfFacts() {}

    @Override
    public void open(OpenContext context) {
        told = new HashMap<>();
        dates = new HashMap<>();
        StarSchema.tables(Role.FACT).forEach(fact -> dates.put(fact.name(), dates(fact)));
    }

    @Override
    public void flatMap(StarRow row, Collector<FactYear> out) {
        for (int field : dates.getOrDefault(row.table(), NONE)) {
            if (!row.row().isNull(field)) {
                tell(Days.year(row.row().epochDay(field)), row.cut(), out);
            }
        }
    }

    private void tell(int year, long cut, Collector<FactYear> out) {
        Long before = told.get(year);
        if (before == null || cut < before) {
            told.put(year, cut);
            out.collect(new FactYear(year, cut));
        }
    }

    private static int[] dates(StarTable fact) {
        return IntStream.range(0, fact.columns().size())
                .filter(field -> fact.columns().get(field).column().type().kind() == Kind.DATE)
                .toArray();
    }
}
