package com.terrifictotes.source;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.TableSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the source's catalogue with the one the job was started with, in the transaction of a cut.
 *
 * <p>What is new is told once and read from the next start on. A table that lost a column, had one retyped or its primary
 * key changed, or may not be read is not read any more, and that is an error in the log and in the count of stopped tables, while all others go on.
 */
final class Drift {

    private static final Logger LOG = LoggerFactory.getLogger(Drift.class);

    private final SourceCatalog started;
    private final ReadingOptions options;
    private final ReaderMetrics metrics;
    private final Set<String> told = new HashSet<>();
    private List<TableSchema> readable;
    private long comparedAt = Long.MIN_VALUE;

    Drift(SourceCatalog started, ReadingOptions options, ReaderMetrics metrics) {
        this.started = started;
        this.options = options;
        this.metrics = metrics;
        this.readable = started.tables();
    }

    /** The tables this cut can read, as they are stored now. The catalogue is only asked if a transaction can have changed it. */
    List<TableSchema> readable(Connection connection, CutsSplit cuts, Snapshot snapshot) throws SQLException {
        boolean isUnchanged = comparedAt == snapshot.next() && cuts.fence() == snapshot.next();
        if (!isUnchanged) {
            compare(SourceCatalog.look(connection, options.namespace(), options.excluded()));
            comparedAt = snapshot.next();
        }
        return readable;
    }

    private void compare(SourceCatalog now) {
        List<TableSchema> same = new ArrayList<>();
        for (TableSchema table : started.tables()) {
            if (isReadable(table, now)) {
                same.add(now.table(table.name())
                        .map(current -> table.withStorage(current.storage()))
                        .orElse(table));
            }
        }
        now.tables().stream()
                .filter(table -> started.table(table.name()).isEmpty())
                .forEach(table -> tellNew("table " + table.name()));
        metrics.tablesStopped(started.tables().size() - same.size());
        readable = same;
    }

    private boolean isReadable(TableSchema table, SourceCatalog now) {
        TableSchema current = now.table(table.name()).orElse(null);
        if (current == null) {
            return tellStopped("table %s is gone, or its primary key, or the right to read it".formatted(table.name()));
        }
        if (!current.primaryKey().equals(table.primaryKey())) {
            return tellStopped("the primary key of table %s was %s and is %s"
                    .formatted(table.name(), table.primaryKey(), current.primaryKey()));
        }
        for (Column column : table.columns()) {
            if (!current.has(column.name())) {
                return tellStopped("column %s.%s is gone".formatted(table.name(), column.name()));
            }
            String sqlType = current.columns().get(current.index(column.name())).sqlType();
            if (!sqlType.equals(column.sqlType())) {
                return tellStopped("column %s.%s was %s and is %s"
                        .formatted(table.name(), column.name(), column.sqlType(), sqlType));
            }
        }
        current.columns().stream()
                .filter(column -> !table.has(column.name()))
                .forEach(column -> tellNew("column %s.%s".formatted(table.name(), column.name())));
        return true;
    }

    private boolean tellStopped(String what) {
        if (told.add(what)) {
            LOG.error(
                    "Stopped reading a table of totesys: {}. Restart the job to go on with the table as it is now",
                    what);
        }
        return false;
    }

    private void tellNew(String what) {
        if (told.add(what)) {
            LOG.warn("New in totesys: {}. It is read from the next start of the job on", what);
            metrics.newInSource();
        }
    }
}
