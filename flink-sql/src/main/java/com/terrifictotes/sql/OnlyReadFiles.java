package com.terrifictotes.sql;

import org.apache.flink.connector.file.table.FileSystemTableFactory;

/** Tables of files: those of the lake. */
public final class OnlyReadFiles extends OnlyRead {

    /** Flink makes it. */
    public OnlyReadFiles() {
        super(new FileSystemTableFactory());
    }
}
