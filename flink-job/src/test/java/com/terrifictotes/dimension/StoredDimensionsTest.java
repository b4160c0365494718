package com.terrifictotes.dimension;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.change.StoredValue;
import com.terrifictotes.change.ValueSerializer;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoredDimensionsTest {

    static Collection<StoredValue<?>> values() {
        return StoredDimensions.values().values();
    }

    @ParameterizedTest
    @MethodSource("values")
    <T> void aValueComesBackAsItWas(StoredValue<T> stored) throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(64);
        stored.serializer().serialize(stored.value(), out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());

        assertThat(stored.serializer().deserialize(in))
                .isEqualTo(stored.value())
                .hasSameHashCodeAs(stored.value());
        assertThat(in.available()).isZero();
    }

    @ParameterizedTest
    @MethodSource("values")
    <T> void stateOfThisVersionNeedsNoMigration(StoredValue<T> stored) throws Exception {
        ValueSerializer<T> serializer = InstantiationUtil.clone(stored.serializer());

        assertThat(serializer).isEqualTo(stored.serializer());
        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(stored.serializer().snapshotConfiguration())
                        .isCompatibleAsIs())
                .isTrue();
    }

    @Test
    void stateOfTheFirstVersionIsRead() throws Exception {
        for (Map.Entry<String, StoredValue<?>> entry : StoredDimensions.values().entrySet()) {
            assertThat(StoredValue.read(StoredDimensionsTest.class, entry.getKey() + "-v1.bin"))
                    .as(entry.getKey())
                    .isEqualTo(entry.getValue().value());
        }
    }

    @Test
    void flinkIsToldTheSerializerOfAYear() {
        assertThat(DimensionTypes.FACT_YEAR.createSerializer(new SerializerConfigImpl()))
                .isEqualTo(FactYearSerializer.INSTANCE);
    }

    @Test
    void membersAreInOrderAndThereOnce() {
        assertThat(Members.ofSorted(2, 4, 6).after(Set.of(4L, 9L), Set.of(1L, 5L, 6L)))
                .isEqualTo(Members.ofSorted(1, 2, 5, 6));
    }
}
