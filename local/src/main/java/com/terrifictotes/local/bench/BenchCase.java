package com.terrifictotes.local.bench;

/** What can be measured. */
public enum BenchCase {
    /** COPY from the one Postgres to the other. */
    FLOOR("floor", "COPY from Postgres to Postgres, into tables with the same indexes"),
    /** All of totesys to both zones and the warehouse. */
    FIRST_LOAD("first load", "raw and processed zone, warehouse"),
    /** All of totesys to both zones. */
    LAKE_ONLY("lake only", "raw and processed zone"),
    /** The same as a first load by what Flink brings along. */
    STOCK("stock Flink", "JDBC source, Parquet files, JDBC sink"),
    /** Many updates of a running pipeline. */
    CHANGES("changes", "updated orders, from their commit to the warehouse"),
    /** Nothing to do. */
    IDLE("idle", "a poll every five seconds, the real size"),
    /** From a commit to the warehouse. */
    FRESHNESS("freshness", "single commits, the real size"),
    /** After a kill. */
    RECOVERY("recovery", "killed and started again, the real size"),
    /** The same of several sizes. */
    GROWTH("growth", "one first load of each size, and late updates");

    private final String title;
    private final String about;

    BenchCase(String title, String about) {
        this.title = title;
        this.about = about;
    }

    /** What it is called. */
    public String title() {
        return title;
    }

    /** What is done. */
    public String about() {
        return about;
    }
}
