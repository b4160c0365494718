package com.terrifictotes.reconcile;

/** What totesys is compared with. */
public enum Copy {
    /** The star in the warehouse: the current facts and dimensions. */
    WAREHOUSE("warehouse"),
    /** The raw zone of the lake: the latest change of each key. */
    RAW_ZONE("raw zone");

    private final String label;

    Copy(String label) {
        this.label = label;
    }

    /** The name for people. */
    public String label() {
        return label;
    }
}
