package com.terrifictotes.lake;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.jspecify.annotations.Nullable;

/** The folder of an element: {@code table=<name>/cut_date=<UTC date of the cut>}, in that of the zone or in one of its rooms. */
final class ZoneFolders<E> implements BucketAssigner<E, String> {

    private static final long serialVersionUID = 1;

    private static final long MILLIS_A_DAY = TimeUnit.DAYS.toMillis(1);

    private final ZoneFormat<E> format;

    /** The folder last given for each table; most elements of a table are of one day. */
    private transient @Nullable Map<String, Folder> folders;

    ZoneFolders(ZoneFormat<E> format) {
        this.format = format;
    }

    @Override
    public String getBucketId(E element, Context context) {
        return folder(element);
    }

    String folder(E element) {
        if (folders == null) {
            folders = new HashMap<>();
        }
        String shelf = format.shelf(element);
        String room = format.room(element);
        String place = room.isEmpty() ? shelf : room + shelf;
        long day = Math.floorDiv(format.cut(element), MILLIS_A_DAY);
        Folder folder = folders.get(place);
        if (folder == null || folder.day != day) {
            folder = Folder.of(room + ofTable(shelf), day);
            folders.put(place, folder);
        }
        return folder.name;
    }

    /** The folder of all files of a table. */
    static String ofTable(String table) {
        return "table=" + HiveNames.escape(table);
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }

    private record Folder(long day, String name) {
        static Folder of(String table, long day) {
            return new Folder(day, table + "/cut_date=" + LocalDate.ofEpochDay(day));
        }
    }
}
