package com.terrifictotes.source;

import com.terrifictotes.catalog.TableSchema;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Cut after cut of all tables, and how far they are: the whole memory of a source that follows a database. There is one
 * such split, read by one reader, so that the rows of a cut never overtake those of the cut before.
 *
 * @param cut the instant of the last closed cut; before the first, when the first load began
 * @param latest the latest instant any row carries: later than {@code cut} while a cut is being read
 * @param fence of the last closed cut; {@value #NO_CUT_YET} before the first
 * @param identity of the database all fences are of
 * @param tables how far each table is, by name; tables that were never read are not in it
 * @param keys of the rows of each table that are not known to be gone, by its name: at the least of all that were given
 *     out. They are content, and outlive fences: a table that is not read, or not there, keeps its own
 */
record CutsSplit(
        long cut,
        long latest,
        long fence,
        Identity identity,
        Map<String, TableProgress> tables,
        Map<String, LiveKeys> keys)
        implements TotesysSplit {

    static final long NO_CUT_YET = -1;

    private static final String ID = "cuts";
    /** Less than half the circle of ids by more than there can be transactions at once, whose ids are beyond the next. */
    private static final long MOST_IDS_BEHIND = 2_000_000_000;

    CutsSplit {
        tables = Map.copyOf(tables);
        keys = Map.copyOf(keys);
    }

    /** Of which no keys are known. */
    CutsSplit(long cut, long latest, long fence, Identity identity, Map<String, TableProgress> tables) {
        this(cut, latest, fence, identity, tables, Map.of());
    }

    /** Before the first cut. */
    static CutsSplit beforeFirst(
            Snapshot loadBegan, Map<String, TableProgress> loaded, Map<String, LiveKeys> keysOfLoaded) {
        return new CutsSplit(
                loadBegan.asOf(), loadBegan.asOf(), NO_CUT_YET, loadBegan.identity(), loaded, keysOfLoaded);
    }

    @Override
    public String splitId() {
        return ID;
    }

    /** Whether there is a cut that is complete. */
    boolean hasClosedCut() {
        return fence != NO_CUT_YET;
    }

    /** Whether rows are out of a cut that was begun after the last closed one. */
    boolean isBroken() {
        return latest > cut;
    }

    Optional<TableProgress> progress(String table) {
        return Optional.ofNullable(tables.get(table));
    }

    /**
     * The instant of a cut taken now: up to when it is complete, by the source's clock, unless that stands still or goes
     * backwards.
     */
    long instantOf(Snapshot snapshot) {
        return Math.max(snapshot.asOf(), latest + 1);
    }

    /** The keys of a table's rows that are not known to be gone; none if those that were known are of another form. */
    LiveKeys keysOf(TableSchema table) {
        LiveKeys known = keys.get(table.name());
        return known != null && known.areOf(table) ? known : LiveKeys.none(table);
    }

    /** The same, knowing that rows of a cut at that instant are out. */
    CutsSplit reached(long instant) {
        return instant <= latest ? this : new CutsSplit(cut, instant, fence, identity, tables, keys);
    }

    /** The same, with other keys of some tables. */
    CutsSplit withKeys(Map<String, LiveKeys> some) {
        Map<String, LiveKeys> all = new HashMap<>(keys);
        all.putAll(some);
        return new CutsSplit(cut, latest, fence, identity, tables, all);
    }

    /**
     * After a cut: only tables that were read completely have moved. If fences could not be trusted, those of all other
     * tables are forgotten: they would pass for fences of this database.
     */
    CutsSplit closed(long instant, Snapshot snapshot, Map<String, TableProgress> completed) {
        Map<String, TableProgress> all = canTrustFences(snapshot) ? new HashMap<>(tables) : new HashMap<>();
        all.putAll(completed);
        return new CutsSplit(instant, instant, snapshot.fence(), snapshot.identity(), all, keys);
    }

    /** Whether fences still mean something: the same database, and ids that went forwards. */
    boolean canTrustFences(Snapshot snapshot) {
        return snapshot.identity().equals(identity)
                && fence <= snapshot.next()
                && tables.values().stream().allMatch(table -> table.fence() <= snapshot.next());
    }

    /** Whether the fence of a table is near enough to tell which ids are beyond it: ids go in a circle. */
    static boolean isWithinReach(TableProgress table, Snapshot snapshot) {
        return snapshot.next() - table.fence() < MOST_IDS_BEHIND;
    }

    /** The same, knowing that these tables are to be read in full when they can be read again. */
    CutsSplit withoutTrustIn(Set<String> names) {
        Map<String, TableProgress> all = new HashMap<>(tables);
        names.forEach(name -> all.computeIfPresent(name, (same, progress) -> TableProgress.NONE));
        return new CutsSplit(cut, latest, fence, identity, all, keys);
    }

    /** Without how far tables are that are not among these. */
    CutsSplit of(Set<String> names) {
        Map<String, TableProgress> kept = new HashMap<>(tables);
        kept.keySet().retainAll(names);
        return new CutsSplit(cut, latest, fence, identity, kept, keys);
    }
}
