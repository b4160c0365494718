package com.terrifictotes.dimension;

import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.StarTable.Role;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.BlockOperator;
import com.terrifictotes.change.BlockState;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.ChangeKey;
import com.terrifictotes.change.QuarantinedRows;
import com.terrifictotes.change.StarRow;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Makes versions of all dimensions that are made of one table each, by {@link VersionRule}. Changes of a key have to
 * come in the order of their cuts. A change that does not fit goes to the quarantine, and what was known stays. Keyed by {@link
 * ChangeKey#block()}.
 *
 * <p>Per dimension it counts the metrics of {@link com.terrifictotes.change.StarOutput}.
 */
@SuppressWarnings("NullAway.Init") // Flink makes the object, then opens it.
public final class Dimensions extends KeyedProcessFunction<ChangeKey, Change, StarRow>
        implements BlockOperator.Leaving {

    private static final long serialVersionUID = 1;

    private final List<TableSchema> source;

    private transient Map<String, Dimension> dimensions;
    private transient BlockState<KnownVersion> known;
    private transient QuarantinedRows quarantined;

    /** @param source the tables of totesys; changes of those that no such dimension is made of are passed over */
    public Dimensions(List<TableSchema> source) {
        this.source = List.copyOf(source);
    }

    @Override
    public void open(OpenContext context) {
        known = BlockState.of(getRuntimeContext(), "known-versions", KnownVersionsSerializer.INSTANCE);
        quarantined = QuarantinedRows.of(getRuntimeContext());
        dimensions = new HashMap<>();
        for (TableSchema table : source) {
            StarSchema.tables(Role.DIMENSION).stream()
                    .filter(star -> isMadeOfAlone(star, table))
                    .forEach(star -> add(star, table));
        }
    }

    private void add(StarTable star, TableSchema table) {
        Dimension dimension = Dimension.of(star, table, getRuntimeContext().getMetricGroup());
        if (dimensions.put(table.name(), dimension) != null) {
            throw new IllegalStateException("Cannot make dimension: %s, another one is made of %s alone, expected none"
                    .formatted(star.name(), table.name()));
        }
    }

    @Override
    public void processElement(Change change, Context context, Collector<StarRow> out) throws Exception {
        Dimension dimension = dimensions.get(change.table());
        if (dimension == null) {
            return;
        }
        ChangeKey key = change.version().key();
        KnownVersion before = known.of(key);
        KnownVersion now = dimension.apply(before, change, quarantined.of(key), out);
        if (!Objects.equals(before, now)) {
            known.keep(key, now);
        }
    }

    @Override
    public void leaveBlock() throws IOException {
        known.leave();
        quarantined.leave();
    }

    private static boolean isMadeOfAlone(StarTable star, TableSchema table) {
        return star.lookup().isEmpty() && star.source().equals(table.name());
    }
}
