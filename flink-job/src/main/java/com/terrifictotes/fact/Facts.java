package com.terrifictotes.fact;

import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable.Role;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.BlockOperator;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.ChangeKey;
import com.terrifictotes.change.QuarantinedRows;
import com.terrifictotes.change.StarRow;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Makes a row of a fact of every change of its table: each version of an order or of a payment is one, and that it was
 * deleted is one, too. It remembers nothing but which rows are in quarantine. A change that does not fit goes there and
 * makes no fact, but keeps its number. Keyed by {@link ChangeKey#block()}.
 *
 * <p>Per fact it counts the metrics of {@link com.terrifictotes.change.StarOutput}.
 */
@SuppressWarnings("NullAway.Init") // Flink makes the object, then opens it.
public final class Facts extends KeyedProcessFunction<ChangeKey, Change, StarRow> implements BlockOperator.Leaving {

    private static final long serialVersionUID = 1;

    private final List<TableSchema> source;

    private transient Map<String, Fact> facts;
    private transient QuarantinedRows quarantined;

    /** @param source the tables of totesys; changes of those that no fact is made of are passed over */
    public Facts(List<TableSchema> source) {
        this.source = List.copyOf(source);
    }

    @Override
    public void open(OpenContext context) {
        quarantined = QuarantinedRows.of(getRuntimeContext());
        facts = new HashMap<>();
        for (TableSchema table : source) {
            StarSchema.tables(Role.FACT).stream()
                    .filter(fact -> fact.isMadeOf(table.name()))
                    .forEach(fact -> facts.put(
                            table.name(),
                            Fact.of(fact, table, getRuntimeContext().getMetricGroup())));
        }
    }

    @Override
    public void processElement(Change change, Context context, Collector<StarRow> out) throws Exception {
        Fact fact = facts.get(change.table());
        if (fact != null) {
            fact.make(change, quarantined.of(change.version().key()), out);
        }
    }

    @Override
    public void leaveBlock() throws IOException {
        quarantined.leave();
    }
}
