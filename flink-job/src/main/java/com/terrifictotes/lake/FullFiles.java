package com.terrifictotes.lake;

import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folders whose open file has reached its size.
 *
 * <p>Only the writer of a Parquet file knows its size (what Flink sees grows by whole row groups), and only a rolling
 * policy may close it: they share this. Both belong to one sink, so they still do after it was sent to a task.
 */
final class FullFiles implements Serializable {

    private static final long serialVersionUID = 1;

    private transient @Nullable Set<String> folders;

    void add(String folder) {
        if (folders == null) {
            folders = new HashSet<>();
        }
        folders.add(folder);
    }

    void remove(String folder) {
        if (folders != null) {
            folders.remove(folder);
        }
    }

    boolean contains(String folder) {
        return folders != null && folders.contains(folder);
    }
}
