package com.terrifictotes.change;

import static com.terrifictotes.change.Versions.FIRST_CUT;
import static com.terrifictotes.change.Versions.currency;
import static com.terrifictotes.change.Versions.seen;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A value of each kind in the state of this package. The files of each version are kept beside the tests for ever; this
 * program writes those of the version of today.
 */
final class StoredState {

    private static final RowVersion POUND = seen(FIRST_CUT, currency(1, "GBP"));

    private static final KnownRow KNOWN = new KnownRow(new Fingerprint(-1, 2), FIRST_CUT, 3);

    private static final Block<KnownRow> KNOWN_ROWS =
            Block.of(slots(new KnownRow[Block.SIZE], KNOWN, new KnownRow(null, FIRST_CUT, 4)));

    private static final Block<Boolean> FLAGS = Block.of(slots(new Boolean[Block.SIZE], true, true));

    private StoredState() {}

    /** The last slot of a block, and one in the middle. */
    private static <T> T[] slots(T[] empty, T last, T middle) {
        empty[Block.SIZE - 1] = last;
        empty[Block.SIZE / 2] = middle;
        return empty;
    }

    /** A value of each kind, by the name of its file. */
    static Map<String, StoredValue<?>> values() {
        Map<String, StoredValue<?>> values = new LinkedHashMap<>();
        values.put("change-key", new StoredValue<>(ChangeKeySerializer.INSTANCE, POUND.key()));
        values.put("row-version", new StoredValue<>(RowVersionSerializer.INSTANCE, POUND));
        values.put("change", new StoredValue<>(ChangeSerializer.INSTANCE, new Change(Operation.UPDATE, 2, POUND)));
        values.put("known-row", new StoredValue<>(KnownRowSerializer.INSTANCE, KNOWN));
        values.put("known-row-gone", new StoredValue<>(KnownRowSerializer.INSTANCE, new KnownRow(null, FIRST_CUT, 4)));
        values.put("known-rows", new StoredValue<>(KnownRowsSerializer.INSTANCE, KNOWN_ROWS));
        values.put("flags", new StoredValue<>(FlagsSerializer.INSTANCE, FLAGS));
        values.put(
                "star-row",
                new StoredValue<>(
                        StarRowSerializer.INSTANCE, new StarRow("dim_currency", FIRST_CUT, currency(1, "GBP"))));
        values.put(
                "table-count",
                new StoredValue<>(TableCountSerializer.INSTANCE, new TableCount("currency", 3, 5, 2, 1)));
        values.put(
                "row-count",
                new StoredValue<>(RowCountSerializer.INSTANCE, RowCount.moreKnown("currency", FIRST_CUT, -2)));
        return values;
    }

    /** What the files of earlier versions hold, by their names. */
    static Map<String, Object> earlier() {
        return Map.of("known-row-v1.bin", KNOWN, "table-count-v1.bin", new TableCount("currency", 3, 5, 3, 0));
    }

    /** Writes a file for each value into the folder that is named. */
    public static void main(String[] folder) throws IOException {
        for (Map.Entry<String, StoredValue<?>> entry : values().entrySet()) {
            entry.getValue().write(folder[0], entry.getKey());
        }
    }
}
