package com.terrifictotes.local.lake;

import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.ChangeTypes;
import com.terrifictotes.lake.RawZone;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Fills a raw zone as the pipeline does. */
public final class WrittenZone {

    private WrittenZone() {}

    /** Adds files with these changes. */
    public static void add(Path zone, List<TableSchema> tables, List<Change> changes) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        try (LocalStreamEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1, configuration)) {
            environment
                    .fromData(ChangeTypes.CHANGE, changes.toArray(Change[]::new))
                    .sinkTo(RawZone.sink(new org.apache.flink.core.fs.Path(zone.toUri()), tables, Long.MAX_VALUE));
            environment.execute();
        }
    }
}
