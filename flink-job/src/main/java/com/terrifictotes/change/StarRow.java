package com.terrifictotes.change;

import com.terrifictotes.catalog.Row;

/**
 * A row of the star on its way to the lake and to the warehouse: a version of a fact or of a dimension, a day, or a
 * value in quarantine.
 *
 * @param table its name, of {@link com.terrifictotes.catalog.StarSchema#all()}
 * @param cut the instant of the cut that brought it, milliseconds since 1970-01-01 UTC; never later than the watermark
 *     behind it
 * @param row its values, of the shape {@link com.terrifictotes.catalog.StarTable#rows()}
 */
public record StarRow(String table, long cut, Row row) {}
