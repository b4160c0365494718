package com.terrifictotes.job;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.UserException;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.StarRow;
import com.terrifictotes.lake.ProcessedZone;
import com.terrifictotes.lake.RawZone;
import com.terrifictotes.source.Preflight;
import com.terrifictotes.source.ReadingOptions;
import com.terrifictotes.source.TotesysSource;
import com.terrifictotes.warehouse.WarehouseGrants;
import com.terrifictotes.warehouse.WarehouseSchema;
import com.terrifictotes.warehouse.WarehouseSink;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The application. */
public final class TotesJob {

    private static final Logger LOG = LoggerFactory.getLogger(TotesJob.class);

    private TotesJob() {}

    /**
     * Adds the whole pipeline to an environment.
     *
     * @return advice to the owner of totesys, a sentence each; it is also in the log
     * @throws UserException if totesys or the warehouse cannot be reached, or is not as the pipeline needs it
     */
    public static List<String> build(Settings settings, StreamExecutionEnvironment environment) {
        SourceSettings source = settings.source();
        Database totesys = source.database();
        ReadingOptions options = readingOptions(settings);
        try (Connection connection = totesys.connect()) {
            SourceCatalog catalog = SourceCatalog.discover(connection, source.schema(), source.excludedTables());
            Star star = settings.hasStar() ? star(settings, catalog) : null;
            new Pipeline(new TotesysSource(totesys, catalog, options), rawZone(settings.lake(), catalog), star)
                    .build(environment);
            List<String> advice = Preflight.advice(connection, catalog, options);
            advice.forEach(LOG::info);
            return advice;
        } catch (SQLException e) {
            throw ConnectionException.of("totesys", totesys, e);
        }
    }

    private static Sink<Change> rawZone(LakeSettings lake, SourceCatalog catalog) {
        return RawZone.sink(new Path(lake.rawPath()), catalog.tables(), lake.fileSize());
    }

    private static Star star(Settings settings, SourceCatalog catalog) {
        StarSchema.requireSource(catalog);
        Map<String, Sink<StarRow>> sinks = new LinkedHashMap<>();
        URI processedPath = settings.lake().processedPath();
        if (processedPath != null) {
            sinks.put(
                    "processed zone",
                    ProcessedZone.sink(new Path(processedPath), settings.lake().fileSize()));
        }
        WarehouseSettings warehouse = settings.warehouse();
        if (warehouse != null) {
            sinks.put(
                    "warehouse",
                    WarehouseSink.of(openable(warehouse), settings.pipeline().name()));
        }
        return new Star(catalog.tables(), sinks);
    }

    /** The warehouse, after a look whether it has the tables this job fills, and whether the job may fill them. */
    private static Database openable(WarehouseSettings settings) {
        Database warehouse = settings.database();
        try (Connection connection = warehouse.connect()) {
            WarehouseSchema.require(connection);
            WarehouseGrants.requireWrite(connection);
            return warehouse;
        } catch (SQLException e) {
            throw ConnectionException.of("the warehouse", warehouse, e);
        }
    }

    private static ReadingOptions readingOptions(Settings settings) {
        SourceSettings source = settings.source();
        return new ReadingOptions(
                source.schema(),
                source.excludedTables(),
                settings.pipeline().mode() == Mode.BOUNDED,
                source.pollInterval(),
                source.retry().longestPause(),
                source.retry().giveUpAfter(),
                source.largeTables().chunkRows(),
                source.largeTables().windowFromRows(),
                source.largeTables().windowLength(),
                source.largeTables().sweepInterval());
    }
}
