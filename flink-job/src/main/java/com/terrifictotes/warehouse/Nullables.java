package com.terrifictotes.warehouse;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Parts of a stored form that may be absent: whether there is one, then the part. */
final class Nullables {

    private Nullables() {}

    static void writeLong(@Nullable Long value, DataOutput out) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            out.writeLong(value);
        }
    }

    static @Nullable Long readLong(DataInput in) throws IOException {
        return in.readBoolean() ? in.readLong() : null;
    }

    static void writeId(@Nullable UUID id, DataOutput out) throws IOException {
        out.writeBoolean(id != null);
        if (id != null) {
            out.writeLong(id.getMostSignificantBits());
            out.writeLong(id.getLeastSignificantBits());
        }
    }

    static @Nullable UUID readId(DataInput in) throws IOException {
        return in.readBoolean() ? new UUID(in.readLong(), in.readLong()) : null;
    }

    /** What a later job wrote, this one cannot read. */
    static void requireVersion(int version, int known) throws IOException {
        if (version < 1 || version > known) {
            throw new IOException(
                    "Cannot read state of the warehouse of version %d, expected 1 to %d".formatted(version, known));
        }
    }
}
