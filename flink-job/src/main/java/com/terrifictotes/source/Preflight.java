package com.terrifictotes.source;

import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.Sql;
import com.terrifictotes.catalog.TableSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What would make reading totesys cheaper, for its owner to decide on. */
public final class Preflight {

    private Preflight() {}

    /** A sentence for each table that is large and has no index to read it by; none if all is well. */
    public static List<String> advice(Connection connection, SourceCatalog catalog, ReadingOptions options)
            throws SQLException {
        Map<String, TableStatistics> statistics = TableStatistics.read(connection, catalog.namespace());
        List<String> advice = new ArrayList<>();
        for (TableSchema table : catalog.tables()) {
            TableStatistics known = statistics.getOrDefault(table.name(), TableStatistics.UNKNOWN);
            if (TableReading.needsIndex(table, known, options)) {
                advice.add(
                        "Table %s has about %,d rows and is scanned at every cut that follows a change; this would spare most of it: CREATE INDEX CONCURRENTLY ON %s (%s)"
                                .formatted(
                                        table.name(),
                                        known.rows(),
                                        Sql.table(catalog.namespace(), table.name()),
                                        TableReading.TIME_COLUMN));
            }
        }
        return advice;
    }
}
