package com.terrifictotes.dimension;

import com.terrifictotes.catalog.Misfit;
import com.terrifictotes.catalog.StarColumn;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.StarTable.Lookup;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.StarOutput;
import com.terrifictotes.change.StarRow;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;

/**
 * One dimension made of two tables of totesys.
 *
 * @param toldElsewhere columns of the table looked up whose misfits another dimension tells of: once is enough
 */
record JoinedDimension(
        JoinSide source,
        JoinSide lookup,
        Set<String> toldElsewhere,
        Join join,
        JoinQuarantine quarantine,
        StarOutput output) {

    static JoinedDimension of(
            StarTable star,
            TableSchema source,
            TableSchema lookup,
            JoinMemory memory,
            JoinQuarantine quarantine,
            MetricGroup metrics) {
        Lookup reference = star.lookup().orElseThrow();
        return new JoinedDimension(
                JoinSide.ofSource(star, reference, source),
                JoinSide.ofLookup(star, lookup),
                toldElsewhere(star, lookup.name()),
                new Join(Weave.of(star), memory),
                quarantine,
                StarOutput.of(star, metrics));
    }

    private static Set<String> toldElsewhere(StarTable star, String lookup) {
        return star.columns().stream()
                .filter(StarColumn::isLookedUp)
                .filter(column -> StarSchema.tables().stream()
                        .filter(other -> other.source().equals(lookup))
                        .flatMap(other -> other.columns().stream())
                        .anyMatch(column::fitsAs))
                .map(StarColumn::source)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What waits for the change's cut to be closed; nothing if the change does not fit, which is given out at once. */
    Optional<PendingSide> read(Change change, Collector<StarRow> out) throws Exception {
        JoinSide side = change.table().equals(lookup.table().name()) ? lookup : source;
        JoinSide.Read read = side.read(change);
        List<Misfit> told = read.misfits().stream()
                .filter(misfit -> !side.isLookup() || !toldElsewhere.contains(misfit.column()))
                .toList();
        if (read.misfits().isEmpty() || !told.isEmpty()) {
            output.judged(change, side.table(), told, quarantine.of(side, side.key(change)), out);
        }
        return Optional.ofNullable(read.pending());
    }

    /** Gives out the versions that a closed cut makes. */
    void close(long cut, List<PendingSide> pending, Collector<StarRow> out) throws Exception {
        join.close(TimeUnit.MILLISECONDS.toMicros(cut), pending, version -> output.made(cut, version.row(), out));
    }
}
