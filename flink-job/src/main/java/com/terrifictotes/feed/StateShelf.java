package com.terrifictotes.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;

/** Changes in the state of an operator that is keyed by lane: on disk, where the state is. */
final class StateShelf implements Shelf {

    private final IntConsumer goTo;
    private final MapState<Long, FeedRecord> records;
    private final ValueState<Long> first;
    private final ValueState<Long> next;

    /**
     * The shelf of an operator.
     *
     * @param goTo makes a lane the current key
     */
    StateShelf(KeyedStateStore store, IntConsumer goTo) {
        this.goTo = goTo;
        records = store.getMapState(
                new MapStateDescriptor<>("records", LongSerializer.INSTANCE, FeedRecordSerializer.INSTANCE));
        first = store.getState(new ValueStateDescriptor<>("first", LongSerializer.INSTANCE));
        next = store.getState(new ValueStateDescriptor<>("next", LongSerializer.INSTANCE));
    }

    /** Lanes as the last checkpoint has them. */
    List<Lane> lanes(Iterable<Integer> numbers) throws Exception {
        List<Lane> lanes = new ArrayList<>();
        for (int number : numbers) {
            goTo.accept(number);
            lanes.add(new Lane(
                    number,
                    Objects.requireNonNullElse(first.value(), 0L),
                    Objects.requireNonNullElse(next.value(), 0L)));
        }
        return lanes;
    }

    /** Keeps where things are, for a checkpoint. */
    void save(Iterable<Lane> lanes) throws Exception {
        for (Lane lane : lanes) {
            goTo.accept(lane.number());
            first.update(lane.first());
            next.update(lane.next());
        }
    }

    @Override
    public void put(Letter letter) throws Exception {
        goTo.accept(letter.lane());
        records.put(letter.position(), letter.record());
    }

    @Override
    public FeedRecord at(int lane, long position) throws Exception {
        goTo.accept(lane);
        FeedRecord record = records.get(position);
        if (record == null) {
            throw new IllegalStateException("Cannot find change %d of lane %d".formatted(position, lane));
        }
        return record;
    }

    @Override
    public void remove(int lane, long position) throws Exception {
        goTo.accept(lane);
        records.remove(position);
    }
}
