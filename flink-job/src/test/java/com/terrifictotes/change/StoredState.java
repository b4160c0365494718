package com.terrifictotes.change;

import static com.terrifictotes.change.Versions.FIRST_CUT;
import static com.terrifictotes.change.Versions.currency;
import static com.terrifictotes.change.Versions.seen;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;

/**
 * State as a checkpoint holds it: a serializer's snapshot, then a value. The files of each version are kept beside the
 * tests for ever; this program writes those of the version of today.
 */
final class StoredState {

    private static final RowVersion POUND = seen(FIRST_CUT, currency(1, "GBP"));

    private StoredState() {}

    /** A value of each kind, by the name of its file. */
    static Map<String, Stored<?>> values() {
        Map<String, Stored<?>> values = new LinkedHashMap<>();
        values.put("change-key", new Stored<>(ChangeKeySerializer.INSTANCE, POUND.key()));
        values.put("row-version", new Stored<>(RowVersionSerializer.INSTANCE, POUND));
        values.put("change", new Stored<>(ChangeSerializer.INSTANCE, new Change(Operation.UPDATE, 2, POUND)));
        values.put(
                "known-row",
                new Stored<>(KnownRowSerializer.INSTANCE, new KnownRow(new Fingerprint(-1, 2), FIRST_CUT, 3)));
        return values;
    }

    /** Writes a file for each value into the folder that is named. */
    public static void main(String[] folder) throws IOException {
        for (Map.Entry<String, Stored<?>> entry : values().entrySet()) {
            Stored<?> stored = entry.getValue();
            String file = "%s-v%d.bin".formatted(entry.getKey(), stored.serializer.version());
            Files.write(Path.of(folder[0], file), stored.bytes());
        }
    }

    /** A value and what writes it. */
    record Stored<T>(ValueSerializer<T> serializer, T value) {

        byte[] bytes() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputViewStreamWrapper out = new DataOutputViewStreamWrapper(bytes);
            TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
            serializer.serialize(value, out);
            return bytes.toByteArray();
        }
    }

    /** Reads a value with the serializer whose snapshot lies before it. */
    static Object read(byte[] bytes) throws IOException {
        DataInputView in = new DataInputViewStreamWrapper(new ByteArrayInputStream(bytes));
        TypeSerializerSnapshot<?> snapshot =
                TypeSerializerSnapshot.readVersionedSnapshot(in, StoredState.class.getClassLoader());
        return snapshot.restoreSerializer().deserialize(in);
    }
}
