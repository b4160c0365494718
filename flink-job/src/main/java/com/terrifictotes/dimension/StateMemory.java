package com.terrifictotes.dimension;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.jspecify.annotations.Nullable;

/** What Flink keeps of the dimension that is being worked on. */
record StateMemory<T>(MapState<Long, T> state) implements Memory<T> {

    static <T> Memory<T> of(RuntimeContext context, String name, TypeSerializer<T> serializer) {
        return new StateMemory<>(
                context.getMapState(new MapStateDescriptor<>(name, LongSerializer.INSTANCE, serializer)));
    }

    @Override
    public @Nullable T recall(long key) throws Exception {
        return state.get(key);
    }

    @Override
    public void keep(long key, T value) throws Exception {
        state.put(key, value);
    }

    @Override
    public void forget(long key) throws Exception {
        state.remove(key);
    }
}
