package com.terrifictotes.feed;

import com.terrifictotes.change.StoredValue;
import java.io.IOException;

/** The state of the feed. The files of each version are kept for ever; this program writes that of today. */
final class StoredFeed {

    static final StoredValue<FeedRecord> RECORD = new StoredValue<>(
            FeedRecordSerializer.INSTANCE, new FeedRecord("design/7", "{\"table\":\"design\",\"name\":\"Größe 🧺\"}"));

    private StoredFeed() {}

    /** Writes the file into the folder that is named. */
    public static void main(String[] folder) throws IOException {
        RECORD.write(folder[0], "feed-record");
    }
}
