package com.terrifictotes.local.star;

import com.terrifictotes.local.star.StarQueries.Source;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which versions a dimension of one table must have, worked out from the changes in the raw zone by the rules alone.
 *
 * <p>The first version is valid from created_at, a later one from last_updated if that was set and is later than the
 * version before, and any of them from its cut if its clock says what has not come yet. A version begins at least a
 * millisecond after the one before. A delete has a number and no version; what comes back is valid from created_at, if that
 * is later than the cut that did not see it.
 */
final class DimensionOracle {

    private static final long MILLISECOND = 1_000;
    private static final int TIMES = 5;

    private DimensionOracle() {}

    /** A row as a cut saw it, if it was there; times in microseconds since 1970-01-01 UTC. */
    private record Seen(String key, long cut, boolean isGone, long createdAt, long lastUpdated, List<String> shown) {

        static Seen of(List<String> row) {
            return new Seen(
                    row.get(0),
                    Long.parseLong(row.get(1)),
                    row.get(2).equals("delete"),
                    Long.parseLong(row.get(3)),
                    Long.parseLong(row.get(4)),
                    row.subList(TIMES, row.size()));
        }
    }

    /** All versions: columns of the contract, version, valid_from in microseconds. */
    static List<List<String>> versions(StarLake lake, Source source) throws SQLException {
        String query =
                "SELECT %1$s, epoch_us(_cut), _op, coalesce(epoch_us(created_at), 0), coalesce(epoch_us(last_updated), 0), %2$s FROM %3$s ORDER BY %3$s.%1$s, _version"
                        .formatted(source.key(), source.columns(), source.table());
        List<List<String>> versions = new ArrayList<>();
        Line line = new Line();
        for (List<String> row : lake.rows(query)) {
            Seen seen = Seen.of(row);
            if (line.isOfAnother(seen)) {
                line = new Line();
            }
            line.next(seen, versions);
        }
        return versions;
    }

    /** What is known of one row while its changes go by. */
    private static final class Line {
        private String key = "";
        private List<String> shown = List.of();
        private long validFrom;
        private long lastUpdated;
        private int version;

        boolean isOfAnother(Seen seen) {
            return !key.equals(seen.key());
        }

        void next(Seen seen, List<List<String>> versions) {
            key = seen.key();
            if (seen.isGone()) {
                validFrom = Math.max(seen.cut(), validFrom + MILLISECOND);
                version++;
                shown = List.of();
                return;
            }
            if (!seen.shown().equals(shown)) {
                validFrom = validFrom(seen);
                version++;
                shown = seen.shown();
                versions.add(row());
            }
            lastUpdated = seen.lastUpdated();
        }

        private List<String> row() {
            List<String> row = new ArrayList<>(shown);
            row.add(Integer.toString(version));
            row.add(Long.toString(validFrom));
            return row;
        }

        private long validFrom(Seen seen) {
            if (shown.isEmpty()) {
                boolean isTold = seen.createdAt() > validFrom && seen.createdAt() <= seen.cut();
                return Math.max(isTold ? seen.createdAt() : seen.cut(), validFrom + MILLISECOND);
            }
            boolean isTold = seen.lastUpdated() > validFrom
                    && seen.lastUpdated() > lastUpdated
                    && seen.lastUpdated() <= seen.cut();
            return Math.max(isTold ? seen.lastUpdated() : seen.cut(), validFrom + MILLISECOND);
        }
    }
}
