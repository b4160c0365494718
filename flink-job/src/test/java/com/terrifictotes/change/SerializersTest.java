package com.terrifictotes.change;

import static com.terrifictotes.change.Versions.FIRST_CUT;
import static com.terrifictotes.change.Versions.currency;
import static com.terrifictotes.change.Versions.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SerializersTest {

    static Collection<StoredValue<?>> values() {
        return StoredState.values().values();
    }

    @ParameterizedTest
    @MethodSource("values")
    <T> void aValueComesBackAsItWas(StoredValue<T> stored) throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(64);
        stored.serializer().serialize(stored.value(), out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());

        assertThat(stored.serializer().deserialize(in)).isEqualTo(stored.value());
        assertThat(in.available()).isZero();
    }

    @ParameterizedTest
    @MethodSource("values")
    <T> void aValueIsCopiedByteByByte(StoredValue<T> stored) throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(64);
        stored.serializer().serialize(stored.value(), out);
        DataOutputSerializer copy = new DataOutputSerializer(64);
        stored.serializer().copy(new DataInputDeserializer(out.getCopyOfBuffer()), copy);

        assertThat(copy.getCopyOfBuffer()).isEqualTo(out.getCopyOfBuffer());
        assertThat(stored.serializer().copy(stored.value())).isSameAs(stored.value());
    }

    @ParameterizedTest
    @MethodSource("values")
    <T> void aSerializerIsTheSameAfterItsJourneyToATask(StoredValue<T> stored) throws Exception {
        ValueSerializer<T> serializer = InstantiationUtil.clone(stored.serializer());

        assertThat(serializer).isEqualTo(stored.serializer()).hasSameHashCodeAs(stored.serializer());
        assertThat(serializer.isImmutableType()).isTrue();
    }

    @Test
    void stateOfThisVersionIsRead() throws Exception {
        for (Map.Entry<String, StoredValue<?>> entry : StoredState.values().entrySet()) {
            StoredValue<?> stored = entry.getValue();
            String file =
                    "%s-v%d.bin".formatted(entry.getKey(), stored.serializer().version());
            assertThat(StoredValue.read(SerializersTest.class, file)).as(file).isEqualTo(stored.value());
        }
    }

    @Test
    void stateOfEarlierVersionsIsRead() throws Exception {
        for (Map.Entry<String, Object> entry : StoredState.earlier().entrySet()) {
            assertThat(StoredValue.read(SerializersTest.class, entry.getKey()))
                    .as(entry.getKey())
                    .isEqualTo(entry.getValue());
        }
    }

    @Test
    void stateOfThisVersionNeedsNoMigration() throws Exception {
        for (StoredValue<?> stored : values()) {
            assertThat(isCompatible(stored.serializer())).isTrue();
        }
    }

    @Test
    void stateOfAnEarlierVersionIsMigrated() throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(64);
        out.writeInt(1);
        SecondSnapshot written = new SecondSnapshot();
        written.readSnapshot(
                1, new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());

        assertThat(new SecondSnapshot().resolveSchemaCompatibility(written).isCompatibleAfterMigration())
                .isTrue();
        DataOutputSerializer old = new DataOutputSerializer(64);
        old.writeInt(7);
        assertThat(written.restoreSerializer().deserialize(new DataInputDeserializer(old.getCopyOfBuffer())))
                .isEqualTo("read in version 1: 7");
    }

    @Test
    void stateOfALaterVersionIsRefused() throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(64);
        out.writeInt(2);
        TypeSerializerSnapshot<Change> snapshot = new ChangeSerializer.Snapshot();

        assertThatThrownBy(() -> snapshot.readSnapshot(
                        1,
                        new DataInputDeserializer(out.getCopyOfBuffer()),
                        getClass().getClassLoader()))
                .isInstanceOf(IOException.class)
                .hasMessage("Cannot read state of version 2: this job knows ChangeSerializer up to 1, "
                        + "expected a newer job");
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void stateOfAnotherValueIsRefused() {
        TypeSerializerSnapshot change = new ChangeSerializer.Snapshot();

        assertThat(change.resolveSchemaCompatibility(new KnownRowSerializer.Snapshot())
                        .isIncompatible())
                .isTrue();
    }

    @Test
    void flinkIsToldTheseSerializersAndMayKeyByThem() throws Exception {
        TypeInformation<Change> type = InstantiationUtil.clone(ChangeTypes.CHANGE);

        assertThat(type).isEqualTo(ChangeTypes.CHANGE).isNotEqualTo(ChangeTypes.ROW_VERSION);
        assertThat(type.createSerializer(new SerializerConfigImpl())).isEqualTo(ChangeSerializer.INSTANCE);
        assertThat(ChangeTypes.CHANGE_KEY.isKeyType()).isTrue();
    }

    @Test
    void aChangeIsNumberedFromOne() {
        RowVersion version = seen(FIRST_CUT, currency(1, "GBP"));

        assertThatThrownBy(() -> new Change(Operation.INSERT, 0, version))
                .hasMessage("Cannot number a change: 0, expected 1 or more");
        assertThat(new Change(Operation.DELETE, 1, version).table()).isEqualTo("currency");
    }

    @Test
    void everyOperationKeepsItsCodeAndItsLabel() {
        for (Operation operation : Operation.values()) {
            assertThat(Operation.ofCode(operation.code())).isEqualTo(operation);
        }
        assertThat(Operation.values()).extracting(Operation::label).containsExactly("insert", "update", "delete");
        assertThatThrownBy(() -> Operation.ofCode(0)).hasMessage("Cannot read an operation: 0, expected 1, 2 or 3");
    }

    private static <T> boolean isCompatible(ValueSerializer<T> serializer) {
        return serializer
                .snapshotConfiguration()
                .resolveSchemaCompatibility(serializer.snapshotConfiguration())
                .isCompatibleAsIs();
    }

    /** A serializer whose second version differs from its first. */
    private static final class SecondSerializer extends ValueSerializer<String> {

        private static final long serialVersionUID = 1;

        SecondSerializer(int readVersion) {
            super(readVersion);
        }

        @Override
        public int version() {
            return 2;
        }

        @Override
        public String read(int version, DataInputView source) throws IOException {
            return "read in version " + version + ": " + source.readInt();
        }

        @Override
        public ValueSerializer<String> reading(int version) {
            return new SecondSerializer(version);
        }

        @Override
        public void serialize(String value, DataOutputView target) throws IOException {
            target.writeUTF(value);
        }

        @Override
        public TypeSerializerSnapshot<String> snapshotConfiguration() {
            return new SecondSnapshot();
        }
    }

    private static final class SecondSnapshot extends ValueSerializerSnapshot<String> {
        SecondSnapshot() {
            super(new SecondSerializer(2));
        }
    }
}
