package com.terrifictotes.local.trading;

/** Told how far a load has come, every few thousand rows; must return quickly. */
@FunctionalInterface
public interface RowProgress {
    RowProgress SILENT = (done, total) -> {};

    /**
     * Takes note of how far the load is.
     *
     * @param done rows sent to the database so far
     * @param total rows that will have been sent at the end
     */
    void rows(long done, long total);
}
