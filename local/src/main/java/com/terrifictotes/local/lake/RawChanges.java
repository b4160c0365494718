package com.terrifictotes.local.lake;

import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Change;
import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.reconcile.Flaws;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.util.CloseableIterator;

/**
 * The changes in a raw zone, read back: every row is, byte for byte, what the COPY of totesys sent. (A float that is not a
 * number comes back as the one NaN that Postgres itself writes.)
 *
 * <p>A table may have been given columns since its first files were written, or wider types: all of its files are read as
 * the schema says that is asked for, with NULL in columns they do not have.
 *
 * <p>Results are sorted outside of memory where they are large, and are streamed. Files that become visible later than a
 * question is asked are not part of its answer. May be used by several threads.
 */
public final class RawChanges implements AutoCloseable {

    private final Path scratch;
    private final RawFiles files;
    private final ZoneDatabase database;

    private RawChanges(Path scratch, RawFiles files, ZoneDatabase database) {
        this.scratch = scratch;
        this.files = files;
        this.database = database;
    }

    /**
     * Opens a raw zone.
     *
     * @param zone a folder, on any file system that Flink knows
     * @param room a folder with room for what sorting takes, and for the files of a zone on another machine
     * @throws EnvironmentException if nothing can be written there
     */
    public static RawChanges open(URI zone, Path room) {
        try {
            Path scratch = Files.createTempDirectory(Files.createDirectories(room), "raw-zone-");
            RawFiles files = RawFiles.of(zone, scratch.resolve("files"));
            return new RawChanges(scratch, files, ZoneDatabase.open(scratch));
        } catch (IOException | SQLException e) {
            throw new EnvironmentException("Cannot open a raw zone in %s: %s".formatted(room, e.getMessage()), e);
        }
    }

    /**
     * A table as its newest file has it; empty if nothing of it was ever written. Its columns allow NULL.
     *
     * @throws EnvironmentException if files cannot be read
     */
    public Optional<TableSchema> schema(String table) {
        try {
            return database.newest(database.groups(files.ofTable(table))).map(group -> group.schema(table));
        } catch (SQLException e) {
            throw unreadable(table, e);
        }
    }

    /**
     * All changes of a table in order of cut; those of a key in the order of their numbers.
     *
     * @throws EnvironmentException if files cannot be read, or hold a value that the type of its column cannot; also while
     *     the changes are read
     */
    public CloseableIterator<Change> inOrderOfCut(TableSchema table) {
        return ask(table, ChangesQuery::inOrderOfCut);
    }

    /**
     * The latest change of each key up to a cut, without those that say it was deleted, in order of key: integers and dates
     * by their size, texts by the bytes of their UTF-8.
     *
     * @param upTo the instant of the cut, which is included
     * @throws EnvironmentException if files cannot be read; also while the changes are read
     */
    public CloseableIterator<Change> latest(TableSchema table, Instant upTo) {
        return ask(table, query -> query.latest(upTo));
    }

    /**
     * Keys whose changes up to a cut are not numbered 1, 2, 3, ... each once: a file is missing, or there twice.
     *
     * @param limit how many of them are told one by one
     * @throws EnvironmentException if files cannot be read
     */
    public Flaws misnumbered(TableSchema table, Instant upTo, int limit) {
        try {
            List<FileGroup> groups = database.groups(files.ofTable(table.name()));
            return groups.isEmpty()
                    ? Flaws.NONE
                    : database.flaws(new ChangesQuery(table, groups).misnumbered(upTo, limit));
        } catch (SQLException e) {
            throw unreadable(table.name(), e);
        }
    }

    /** Gives up what is being read, and removes what was put into the room. */
    @Override
    public void close() {
        try {
            database.close();
            try (Stream<Path> paths = Files.walk(scratch)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException | SQLException e) {
            throw new EnvironmentException("Cannot clear away %s: %s".formatted(scratch, e.getMessage()), e);
        }
    }

    private CloseableIterator<Change> ask(TableSchema table, Function<ChangesQuery, String> question) {
        try {
            List<FileGroup> groups = database.groups(files.ofTable(table.name()));
            if (groups.isEmpty()) {
                return CloseableIterator.empty();
            }
            String query = question.apply(new ChangesQuery(table, groups));
            return ChangesResult.of(table, database.connect(), query);
        } catch (SQLException e) {
            throw unreadable(table.name(), e);
        }
    }

    static EnvironmentException unreadable(String table, SQLException e) {
        return new EnvironmentException("Cannot read table %s of the raw zone: %s".formatted(table, e.getMessage()), e);
    }
}
