package com.terrifictotes.source;

import com.terrifictotes.catalog.Backoff;
import com.terrifictotes.catalog.CountedRows;
import com.terrifictotes.catalog.Database;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.RowVersion;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Follows a database cut by cut, as the job does, but when told to. */
final class Follower implements AutoCloseable {

    private final Session session;
    private final CutTask task;
    private final Metrics metrics = new Metrics();
    private int failures;

    private Follower(Session session, CutsSplit cuts, SourceCatalog catalog, ReadingOptions options) {
        this.session = session;
        this.task = new CutTask(cuts, catalog, options, new ReaderMetrics(metrics, catalog));
    }

    /** A cut: the rows it read and how far all is after it. */
    record Cut(List<RowVersion> rows, CutsSplit cuts, List<RowVersion> counts, Optional<RowVersion> mark) {

        /** How many rows it saw of each table that it knows all rows of. */
        Map<String, Long> counted() {
            return counts.stream()
                    .map(RowVersion::row)
                    .collect(Collectors.toMap(CountedRows::table, CountedRows::rows));
        }

        /** The first two columns of each row, or that it is gone, sorted. */
        List<String> words() {
            return Follower.words(rows.stream());
        }

        /** Of those that are gone alone. */
        List<String> gone() {
            return Follower.words(rows.stream().filter(RowVersion::isGone));
        }
    }

    /** The first two columns of each row, or that it is gone, sorted. */
    static List<String> words(Stream<RowVersion> rows) {
        return rows.map(Follower::word).sorted().toList();
    }

    private static String word(RowVersion version) {
        return version.row().integer(0)
                + " "
                + (version.isGone() ? "gone" : version.row().text(1));
    }

    /** No table is read through its index, and none in chunks. */
    static ReadingOptions options() {
        return options(1_000_000, Duration.ofHours(1));
    }

    static ReadingOptions options(long windowFromRows, Duration sweepInterval) {
        return options(windowFromRows, sweepInterval, 1_000_000);
    }

    static ReadingOptions options(long windowFromRows, Duration sweepInterval, long chunkRows) {
        return new ReadingOptions(
                "public",
                Set.of(),
                false,
                Duration.ofMillis(1),
                Duration.ofMillis(100),
                Duration.ofSeconds(30),
                chunkRows,
                windowFromRows,
                Duration.ofHours(1),
                sweepInterval);
    }

    /** One that has read nothing yet. */
    static Follower begin(SourceDatabase source, ReadingOptions options) throws SQLException {
        return begin(source, source.database(), options);
    }

    /** One that reads it by that way. */
    static Follower begin(SourceDatabase source, Database database, ReadingOptions options) throws SQLException {
        SourceCatalog catalog = source.catalog();
        CutsSplit cuts = new FirstLoad(catalog, options).plan(database).splits().cuts();
        return new Follower(new Session(database), Objects.requireNonNull(cuts), catalog, options);
    }

    static Follower begin(SourceDatabase source) throws SQLException {
        return begin(source, options());
    }

    /** One that goes on after a cut; of tables that are not there it forgets how far they were, as the enumerator does. */
    static Follower after(Cut cut, SourceDatabase source, ReadingOptions options) throws SQLException {
        SourceCatalog catalog = source.catalog();
        Set<String> known = catalog.tables().stream().map(TableSchema::name).collect(Collectors.toSet());
        Follower follower =
                new Follower(new Session(source.database()), cut.cuts().of(known), catalog, options);
        follower.next();
        return follower;
    }

    Cut next() throws SQLException {
        List<RowVersion> rows = new ArrayList<>();
        while (true) {
            for (Reading reading : task.read(session).readings()) {
                if (reading instanceof Reading.Closed closed) {
                    return new Cut(rows, closed.cuts(), closed.counts(), closed.mark());
                }
                rows.add(((Reading.Seen) reading).version());
            }
        }
    }

    /** The next cut that is closed, after as many failures as it takes, as long as another try is worthwhile. */
    Cut nextInSpiteOfFailures() throws SQLException {
        while (true) {
            try {
                return next();
            } catch (SQLException e) {
                if (!Backoff.isWorthwhile(e)) {
                    throw e;
                }
                failures++;
                session.close();
                task.restart();
            }
        }
    }

    /** How many tries failed. */
    int failures() {
        return failures;
    }

    Metrics metrics() {
        return metrics;
    }

    @Override
    public void close() {
        session.close();
    }
}
