package com.terrifictotes.dimension;

/**
 * What is remembered of a row of a dimension.
 *
 * @param version the last
 * @param lastUpdated as the row last said, see {@link RowTimes}, whether or not that made a version
 */
record KnownVersion(Version version, long lastUpdated) {}
