package com.terrifictotes.local.warehouse;

/**
 * What migrating did.
 *
 * @param from the version the schema had; 0 if there was none
 * @param to the version it has
 */
public record Migrated(int from, int to) {

    /** Whether there was nothing to do. */
    public boolean isUnchanged() {
        return from == to;
    }
}
