package com.terrifictotes.feed;

import com.terrifictotes.change.ValueSerializer;
import com.terrifictotes.change.ValueSerializerSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: the partition key, the length of the change in bytes, the change in UTF-8. */
final class FeedRecordSerializer extends ValueSerializer<FeedRecord> {

    static final FeedRecordSerializer INSTANCE = new FeedRecordSerializer(1);

    private static final long serialVersionUID = 1;

    private FeedRecordSerializer(int readVersion) {
        super(readVersion);
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public ValueSerializer<FeedRecord> reading(int version) {
        return new FeedRecordSerializer(version);
    }

    @Override
    public void serialize(FeedRecord value, DataOutputView target) throws IOException {
        target.writeUTF(value.partitionKey());
        byte[] json = value.json().getBytes(StandardCharsets.UTF_8);
        target.writeInt(json.length);
        target.write(json);
    }

    @Override
    public FeedRecord read(int version, DataInputView source) throws IOException {
        String partitionKey = source.readUTF();
        byte[] json = new byte[source.readInt()];
        source.readFully(json);
        return new FeedRecord(partitionKey, new String(json, StandardCharsets.UTF_8));
    }

    @Override
    public TypeSerializerSnapshot<FeedRecord> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink when it reads state. */
    public static final class Snapshot extends ValueSerializerSnapshot<FeedRecord> {
        /** As Flink requires. */
        public Snapshot() {
            super(INSTANCE);
        }
    }
}
