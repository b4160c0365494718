package com.terrifictotes.feed;

import com.terrifictotes.catalog.ClosedCuts;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Change;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** Changes as the stream takes them, but those that mark a cut. */
@SuppressWarnings("NullAway.Init") // Flink makes the object, then opens it.
final class FeedRecords extends RichFlatMapFunction<Change, FeedRecord> {

    private static final long serialVersionUID = 1;

    private final List<TableSchema> tables;
    private transient Map<String, FeedJson> formats;

    FeedRecords(List<TableSchema> tables) {
        this.tables = tables;
    }

    @Override
    public void open(OpenContext context) {
        formats = new HashMap<>();
        tables.forEach(table -> formats.put(table.name(), new FeedJson(table)));
    }

    @Override
    public void flatMap(Change change, Collector<FeedRecord> out) {
        if (change.table().equals(ClosedCuts.TABLE.name())) {
            return;
        }
        FeedJson format = formats.get(change.table());
        if (format == null) {
            throw new IllegalArgumentException(
                    "Cannot send a change of table %s, expected one of %s".formatted(change.table(), formats.keySet()));
        }
        out.collect(format.record(change));
    }
}
