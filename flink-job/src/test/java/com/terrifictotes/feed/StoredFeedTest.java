package com.terrifictotes.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.change.StoredValue;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class StoredFeedTest {

    @Test
    void whatTheFirstVersionWroteIsRead() throws Exception {
        assertThat(StoredValue.read(StoredFeedTest.class, "feed-record-v1.bin")).isEqualTo(StoredFeed.RECORD.value());
    }

    @Test
    void aMegabyteComesBackAsItWas() throws Exception {
        FeedRecord record = new FeedRecord("note/é", "é".repeat(500_000));
        DataOutputSerializer out = new DataOutputSerializer(64);
        FeedRecordSerializer.INSTANCE.serialize(record, out);

        assertThat(FeedRecordSerializer.INSTANCE.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
                .isEqualTo(record);
    }

    @Test
    void theSerializerIsTheSameAfterItsJourneyToATask() throws Exception {
        assertThat(InstantiationUtil.clone(FeedRecordSerializer.INSTANCE)).isEqualTo(FeedRecordSerializer.INSTANCE);
    }

    /** Were it another one after an upgrade, changes of a row could overtake those that wait. */
    @Test
    void aRowIsInTheSameLaneForEver() {
        assertThat(new FeedRecord("sales_order/17", "").lane()).isEqualTo(90);
        assertThat(new FeedRecord("design/1", "").lane()).isEqualTo(32);
    }

    @Test
    void aPartitionKeyFitsTheStream() {
        assertThatThrownBy(() -> new FeedRecord("", "{}"))
                .hasMessage("Cannot send a change under a key of 0 characters, expected 1 to 256");
        assertThatThrownBy(() -> new FeedRecord("x".repeat(257), "{}"))
                .hasMessage("Cannot send a change under a key of 257 characters, expected 1 to 256");
    }
}
