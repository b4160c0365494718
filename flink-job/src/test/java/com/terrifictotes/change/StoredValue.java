package com.terrifictotes.change;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;

/** State as a checkpoint holds it: a serializer's snapshot, then a value. */
public record StoredValue<T>(ValueSerializer<T> serializer, T value) {

    /** The bytes in a checkpoint. */
    public byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputViewStreamWrapper out = new DataOutputViewStreamWrapper(bytes);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        serializer.serialize(value, out);
        return bytes.toByteArray();
    }

    /** Writes the file of the version of today. */
    public void write(String folder, String name) throws IOException {
        Files.write(Path.of(folder, "%s-v%d.bin".formatted(name, serializer.version())), bytes());
    }

    /** Reads a file beside a test, with the serializer whose snapshot lies before the value. */
    public static Object read(Class<?> test, String file) throws IOException {
        try (InputStream stream = test.getResourceAsStream(file)) {
            byte[] bytes = Objects.requireNonNull(stream, file).readAllBytes();
            DataInputView in = new DataInputViewStreamWrapper(new ByteArrayInputStream(bytes));
            TypeSerializerSnapshot<?> snapshot =
                    TypeSerializerSnapshot.readVersionedSnapshot(in, test.getClassLoader());
            return snapshot.restoreSerializer().deserialize(in);
        }
    }
}
