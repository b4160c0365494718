package com.terrifictotes.dimension;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.change.Block;
import com.terrifictotes.change.StoredValue;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A value of each kind in the state of this package. The files of each version are kept beside the tests for ever; this
 * program writes those of the version of today.
 */
final class StoredDimensions {

    private static final Row SHOWN =
            new RowBuilder().int32(1).text("Wooden").nothing().build();
    private static final Version VERSION = new Version(SHOWN, 3, Row.INFINITELY_EARLY, true);
    private static final Side SIDE = new Side(SHOWN, -7, 1_731_680_452_186_000L, RowTimes.UNTOLD);

    private static final KnownVersion KNOWN = new KnownVersion(VERSION, 1_731_680_452_186_000L);
    private static final Block<KnownVersion> KNOWN_VERSIONS = new Block<>(Collections.nCopies(Block.SIZE, KNOWN));

    private StoredDimensions() {}

    /** A value of each kind, by the name of its file. */
    static Map<String, StoredValue<?>> values() {
        Map<String, StoredValue<?>> values = new LinkedHashMap<>();
        values.put("version", new StoredValue<>(VersionSerializer.INSTANCE, VERSION));
        values.put("known-version", new StoredValue<>(KnownVersionSerializer.INSTANCE, KNOWN));
        values.put("known-versions", new StoredValue<>(KnownVersionsSerializer.INSTANCE, KNOWN_VERSIONS));
        values.put("side", new StoredValue<>(SideSerializer.INSTANCE, SIDE));
        values.put(
                "pending-side",
                new StoredValue<>(
                        PendingSideSerializer.INSTANCE, new PendingSide(true, 7, 1_731_680_452_186L, 2, SIDE)));
        values.put(
                "pending-side-gone",
                new StoredValue<>(
                        PendingSideSerializer.INSTANCE, new PendingSide(false, 7, 1_731_680_452_186L, 2, null)));
        values.put("members", new StoredValue<>(MembersSerializer.INSTANCE, Members.ofSorted(-1, 2, Long.MAX_VALUE)));
        values.put("fact-year", new StoredValue<>(FactYearSerializer.INSTANCE, new FactYear(-1, 1_731_680_452_186L)));
        return values;
    }

    /** Writes a file for each value into the folder that is named. */
    public static void main(String[] folder) throws IOException {
        for (Map.Entry<String, StoredValue<?>> entry : values().entrySet()) {
            entry.getValue().write(folder[0], entry.getKey());
        }
    }
}
