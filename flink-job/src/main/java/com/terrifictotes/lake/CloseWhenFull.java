package com.terrifictotes.lake;

import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.CheckpointRollingPolicy;

/** Closes a file at the checkpoint, or before it when the file is full. */
final class CloseWhenFull<E> extends CheckpointRollingPolicy<E, String> {

    private static final long serialVersionUID = 1;

    private final FullFiles full;

    CloseWhenFull(FullFiles full) {
        this.full = full;
    }

    @Override
    public boolean shouldRollOnEvent(PartFileInfo<String> file, E next) {
        return full.contains(file.getBucketId());
    }

    @Override
    public boolean shouldRollOnProcessingTime(PartFileInfo<String> file, long now) {
        return false;
    }
}
