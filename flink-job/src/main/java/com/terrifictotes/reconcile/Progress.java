package com.terrifictotes.reconcile;

import java.time.Instant;

/** Is told how a comparison goes. */
public interface Progress {

    /** Nobody is told. */
    Progress SILENT = new Progress() {
        @Override
        public void waiting(Instant expected) {}

        @Override
        public void comparing(String table) {}
    };

    /** The warehouse has to be complete to that instant first. */
    void waiting(Instant expected);

    /** A table is compared; its name says of which copy it is. */
    void comparing(String table);
}
