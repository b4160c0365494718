package com.terrifictotes.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * What a checkpoint holds of the sink. The files of each version are kept beside the tests for ever; this program writes
 * those of the version of today.
 */
final class StoredCommittables {

    private static final UUID FIRST = UUID.fromString("2f8ef0a4-6d0c-4a5e-9c1c-0f0a7f3f4e11");
    private static final UUID SECOND = UUID.fromString("8d2b9c53-1f7e-4f0b-8a3d-5f6f2f1b7c22");

    private StoredCommittables() {}

    /** Values by the name of their file. */
    static Map<String, Stored<?>> values() {
        Map<String, Stored<?>> values = new LinkedHashMap<>();
        PublishSerializer publish = new PublishSerializer();
        StagedSerializer staged = new StagedSerializer();
        values.put("publish-first", new Stored<>(publish, new Publish(FIRST, null, List.of(), null, 0)));
        values.put(
                "publish",
                new Stored<>(publish, new Publish(SECOND, FIRST, List.of(7L, 1L << 40), 1_795_420_800_000L, 9)));
        values.put("staged-nothing", new Stored<>(staged, new Staged(null, 5)));
        values.put("staged", new Stored<>(staged, new Staged(4L, 5)));
        return values;
    }

    /** A value and what writes it. */
    record Stored<T>(SimpleVersionedSerializer<T> serializer, T value) {

        byte[] bytes() throws IOException {
            return serializer.serialize(value);
        }

        T read(int version, byte[] bytes) throws IOException {
            return serializer.deserialize(version, bytes);
        }
    }

    /** Writes a file for each value into the folder that is named. */
    public static void main(String[] folder) throws IOException {
        for (Map.Entry<String, Stored<?>> entry : values().entrySet()) {
            Stored<?> stored = entry.getValue();
            String file =
                    "%s-v%d.bin".formatted(entry.getKey(), stored.serializer().getVersion());
            Files.write(Path.of(folder[0], file), stored.bytes());
        }
    }
}
