package com.terrifictotes.job;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.UserException;
import com.terrifictotes.lake.RawZone;
import com.terrifictotes.source.ReadingOptions;
import com.terrifictotes.source.TotesysSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The application. */
public final class TotesJob {

    private TotesJob() {}

    /**
     * Adds the whole pipeline to an environment.
     *
     * @throws UserException if totesys cannot be reached, or is not as the pipeline needs it
     */
    public static void build(Settings settings, StreamExecutionEnvironment environment) {
        SourceSettings source = settings.source();
        Database totesys = new PostgresDatabase(source.url(), source.secret(), source.timeouts());
        SourceCatalog catalog = discover(totesys, source);
        new Pipeline(
                        new TotesysSource(totesys, catalog, readingOptions(settings)),
                        RawZone.sink(
                                new org.apache.flink.core.fs.Path(
                                        settings.lake().rawPath()),
                                catalog.tables(),
                                settings.lake().fileSize()))
                .build(environment);
    }

    private static SourceCatalog discover(Database totesys, SourceSettings source) {
        try (Connection connection = totesys.connect()) {
            return SourceCatalog.discover(connection, source.schema(), source.excludedTables());
        } catch (SQLException e) {
            throw ConnectionException.of("totesys", totesys, e);
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
