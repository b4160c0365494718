package com.terrifictotes.lake;

import org.apache.flink.core.fs.FSDataOutputStream;

/** Knows how much was written to it, and not what. */
final class CountingStream extends FSDataOutputStream {

    private long count;

    @Override
    public long getPos() {
        return count;
    }

    @Override
    public void write(int value) {
        count++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        count += length;
    }

    @Override
    public void flush() {}

    @Override
    public void sync() {}

    @Override
    public void close() {}
}
