package com.terrifictotes.source;

import com.terrifictotes.change.ChangeKey;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * Live keys in a state of version 2 of {@link SplitSerializer}: the table, the form, the numbers as the bitmap writes
 * itself, how many others there are, the length and the bytes of each.
 */
final class LiveKeysSerializer {

    private LiveKeysSerializer() {}

    static void write(LiveKeys keys, DataOutput out) throws IOException {
        out.writeUTF(keys.table());
        SplitSerializer.writeText(keys.form(), out);
        keys.numbers().serialize(out);
        out.writeInt(keys.others().size());
        for (ChangeKey key : keys.others()) {
            out.writeInt(key.bytes().length);
            out.write(key.bytes());
        }
    }

    static LiveKeys read(DataInput in) throws IOException {
        String table = in.readUTF();
        String form = SplitSerializer.readText(in);
        Roaring64Bitmap numbers = new Roaring64Bitmap();
        numbers.deserialize(in);
        int count = in.readInt();
        Set<ChangeKey> others = new HashSet<>(2 * count);
        for (int i = 0; i < count; i++) {
            byte[] key = new byte[in.readInt()];
            in.readFully(key);
            others.add(ChangeKey.ofParts(table, key));
        }
        return new LiveKeys(table, form, numbers, others);
    }
}
