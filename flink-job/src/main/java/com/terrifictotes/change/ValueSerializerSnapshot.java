package com.terrifictotes.change;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Remembers the version of the form in which state was written. Each serializer has its own subclass with a public
 * constructor without arguments.
 */
public abstract class ValueSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {

    private static final int SNAPSHOT_VERSION = 1;

    private final ValueSerializer<T> current;
    private int writtenVersion;

    protected ValueSerializerSnapshot(ValueSerializer<T> current) {
        this.current = current;
        this.writtenVersion = current.version();
    }

    @Override
    public int getCurrentVersion() {
        return SNAPSHOT_VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeInt(writtenVersion);
    }

    @Override
    public void readSnapshot(int snapshotVersion, DataInputView in, ClassLoader classLoader) throws IOException {
        writtenVersion = in.readInt();
        if (writtenVersion > current.version()) {
            throw new IOException("Cannot read state of version %d: this job knows %s up to %d, expected a newer job"
                    .formatted(writtenVersion, current.getClass().getSimpleName(), current.version()));
        }
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return current.reading(writtenVersion);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> written) {
        if (written.getClass() != getClass()) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        int version = ((ValueSerializerSnapshot<T>) written).writtenVersion;
        return version == current.version()
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
    }
}
