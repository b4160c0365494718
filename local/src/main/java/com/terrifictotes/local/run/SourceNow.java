package com.terrifictotes.local.run;

import com.terrifictotes.catalog.CatalogLook;
import com.terrifictotes.catalog.Database;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.job.ConnectionException;
import com.terrifictotes.job.SourceSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What totesys says just now.
 *
 * @param clock what time it is there
 * @param problems what the job needs of it and is not there, a line each
 */
record SourceNow(Instant clock, List<String> problems) {

    SourceNow {
        problems = List.copyOf(problems);
    }

    /** @throws ConnectionException if it does not answer */
    static SourceNow ask(SourceSettings settings) {
        Database totesys = settings.database();
        try (Connection connection = totesys.connect()) {
            CatalogLook look = SourceCatalog.look(connection, settings.schema(), settings.excludedTables());
            return new SourceNow(clock(connection), problems(look));
        } catch (SQLException e) {
            throw ConnectionException.of("totesys", totesys, e);
        }
    }

    private static Instant clock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
            row.next();
            return row.getTimestamp(1).toInstant();
        }
    }

    /** A table that cannot be followed is not missing as well. */
    private static List<String> problems(CatalogLook look) {
        List<String> problems = new ArrayList<>();
        look.problems().values().forEach(problems::addAll);
        StarSchema.problems(look.catalog()).stream()
                .filter(line -> look.problems().keySet().stream()
                        .noneMatch(table -> line.startsWith("table '%s' is missing".formatted(table))))
                .forEach(problems::add);
        return problems;
    }
}
