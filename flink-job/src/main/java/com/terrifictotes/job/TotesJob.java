package com.terrifictotes.job;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.UserException;
import com.terrifictotes.change.Change;
import com.terrifictotes.lake.RawZone;
import com.terrifictotes.source.Preflight;
import com.terrifictotes.source.ReadingOptions;
import com.terrifictotes.source.TotesysSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
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
     * @throws UserException if totesys cannot be reached, or is not as the pipeline needs it
     */
    public static List<String> build(Settings settings, StreamExecutionEnvironment environment) {
        SourceSettings source = settings.source();
        Database totesys = new PostgresDatabase(source.url(), source.secret(), source.timeouts());
        ReadingOptions options = readingOptions(settings);
        try (Connection connection = totesys.connect()) {
            SourceCatalog catalog = SourceCatalog.discover(connection, source.schema(), source.excludedTables());
            new Pipeline(new TotesysSource(totesys, catalog, options), rawZone(settings.lake(), catalog))
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
