package com.terrifictotes.source;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.change.RowVersion;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Follows a database cut by cut, as the job does, but when told to. */
final class Follower implements AutoCloseable {

    private final Session session;
    private final CutTask task;
    private final Metrics metrics = new Metrics();

    private Follower(Session session, CutsSplit cuts, SourceCatalog catalog, ReadingOptions options) {
        this.session = session;
        this.task = new CutTask(cuts, catalog, options, new ReaderMetrics(metrics, catalog));
    }

    /** A cut: the rows it read and how far all is after it. */
    record Cut(List<RowVersion> rows, CutsSplit cuts) {

        /** The first two columns of each row, sorted. */
        List<String> words() {
            return rows.stream()
                    .map(version ->
                            version.row().integer(0) + " " + version.row().text(1))
                    .sorted()
                    .toList();
        }
    }

    /** No table is read through its index, and none in chunks. */
    static ReadingOptions options() {
        return options(1_000_000, Duration.ofHours(1));
    }

    static ReadingOptions options(long windowFromRows, Duration sweepInterval) {
        return new ReadingOptions(
                "public",
                Set.of(),
                false,
                Duration.ofMillis(1),
                Duration.ofMillis(100),
                Duration.ofSeconds(30),
                1_000_000,
                windowFromRows,
                Duration.ofHours(1),
                sweepInterval);
    }

    /** One that has read nothing yet. */
    static Follower begin(SourceDatabase source, ReadingOptions options) throws SQLException {
        SourceCatalog catalog = source.catalog();
        Database database = source.database();
        CutsSplit cuts = new FirstLoad(catalog, options).plan(database).splits().cuts();
        return new Follower(new Session(database), Objects.requireNonNull(cuts), catalog, options);
    }

    static Follower begin(SourceDatabase source) throws SQLException {
        return begin(source, options());
    }

    /** One that goes on after a cut. */
    static Follower after(Cut cut, SourceDatabase source, ReadingOptions options) throws SQLException {
        Follower follower = new Follower(new Session(source.database()), cut.cuts(), source.catalog(), options);
        follower.next();
        return follower;
    }

    Cut next() throws SQLException {
        List<RowVersion> rows = new ArrayList<>();
        while (true) {
            for (Reading reading : task.read(session).readings()) {
                if (reading instanceof Reading.Closed closed) {
                    return new Cut(rows, closed.cuts());
                }
                rows.add(((Reading.Seen) reading).version());
            }
        }
    }

    Metrics metrics() {
        return metrics;
    }

    @Override
    public void close() {
        session.close();
    }
}
