package com.terrifictotes.change;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A serializer of an immutable value whose form has a version: what an earlier version wrote is read by
 * {@link #read(int, DataInputView)}, and state is migrated when it is next written.
 *
 * @param <T> the value
 */
public abstract class ValueSerializer<T> extends TypeSerializer<T> {

    private final int readVersion;

    /** @param readVersion the version of the form that will be read; written is always {@link #version()} */
    protected ValueSerializer(int readVersion) {
        this.readVersion = readVersion;
    }

    /** The version of the form that is written: 1, 2, 3, ... */
    public abstract int version();

    /** Reads a value in the form of a version up to {@link #version()}. */
    public abstract T read(int version, DataInputView source) throws IOException;

    /** The same serializer, reading what an earlier version wrote. */
    public abstract ValueSerializer<T> reading(int version);

    int readVersion() {
        return readVersion;
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        return read(readVersion, source);
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    public T createInstance() {
        throw new UnsupportedOperationException(
                "Cannot make an empty value: " + getClass().getSimpleName());
    }

    @Override
    public T copy(T from) {
        return from;
    }

    @Override
    public T copy(T from, T reuse) {
        return from;
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public int getLength() {
        return -1;
    }

    /** Serializers are equal if they are of one class and read one version. */
    @Override
    @SuppressWarnings("EqualsGetClass")
    public boolean equals(Object other) {
        return other != null
                && other.getClass() == getClass()
                && ((ValueSerializer<?>) other).readVersion == readVersion;
    }

    @Override
    public int hashCode() {
        return 31 * getClass().hashCode() + readVersion;
    }
}
