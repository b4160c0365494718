package com.terrifictotes.job;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.UserException;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.StarRow;
import com.terrifictotes.feed.Feed;
import com.terrifictotes.lake.ProcessedZone;
import com.terrifictotes.lake.RawZone;
import com.terrifictotes.reconcile.Audit;
import com.terrifictotes.source.Preflight;
import com.terrifictotes.source.ReadingOptions;
import com.terrifictotes.source.TotesysSource;
import com.terrifictotes.warehouse.QuarantineLimit;
import com.terrifictotes.warehouse.WarehouseGrants;
import com.terrifictotes.warehouse.WarehouseSchema;
import com.terrifictotes.warehouse.WarehouseSink;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
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
     * @throws UserException if totesys, the warehouse or the stream of the feed cannot be reached, or is not as the
     *     pipeline needs it
     */
    public static List<String> build(Settings settings, StreamExecutionEnvironment environment) {
        SourceSettings source = settings.source();
        Database totesys = source.database();
        ReadingOptions options = settings.reading();
        try (Connection connection = totesys.connect()) {
            SourceCatalog catalog = SourceCatalog.discover(connection, source.schema(), source.excludedTables());
            Star star = settings.hasStar() ? star(settings, catalog) : null;
            TotesysSource versions = new TotesysSource(totesys, catalog, options);
            new Pipeline(
                            versions,
                            catalog.tables(),
                            rawZone(settings.lake(), catalog),
                            feed(settings.feed(), catalog),
                            star)
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

    private static @Nullable Feed feed(@Nullable FeedSettings settings, SourceCatalog catalog) {
        return settings == null ? null : Feed.toKinesis(catalog.tables(), settings.stream());
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
                    WarehouseSink.of(
                            openable(warehouse),
                            settings.pipeline().name(),
                            new QuarantineLimit(settings.pipeline().quarantineMaxShare())));
        }
        return new Star(catalog.tables(), sinks, audit(settings));
    }

    private static @Nullable Audit audit(Settings settings) {
        Duration interval = settings.pipeline().auditInterval();
        return settings.warehouse() == null || interval.isZero() ? null : new Audit(settings.sides(), interval);
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
}
