package com.terrifictotes.lake;

import com.terrifictotes.change.Change;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.jspecify.annotations.Nullable;

/** The folder of a change: {@code table=<name>/cut_date=<UTC date of the cut>}. */
final class RawFolders implements BucketAssigner<Change, String> {

    private static final long serialVersionUID = 1;

    private static final long MILLIS_A_DAY = TimeUnit.DAYS.toMillis(1);

    /** The folder last given for each table; most changes of a table are of one day. */
    private transient @Nullable Map<String, Folder> folders;

    @Override
    public String getBucketId(Change change, Context context) {
        return folder(change);
    }

    String folder(Change change) {
        if (folders == null) {
            folders = new HashMap<>();
        }
        long day = Math.floorDiv(change.version().cut(), MILLIS_A_DAY);
        Folder folder = folders.get(change.table());
        if (folder == null || folder.day != day) {
            folder = Folder.of(change.table(), day);
            folders.put(change.table(), folder);
        }
        return folder.name;
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }

    private record Folder(long day, String name) {
        static Folder of(String table, long day) {
            String name = "table=%s/cut_date=%s".formatted(HiveNames.escape(table), LocalDate.ofEpochDay(day));
            return new Folder(day, name);
        }
    }
}
