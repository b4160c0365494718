package com.terrifictotes.local.bench;

/**
 * Something that was measured.
 *
 * @param of what
 * @param name of the figure
 * @param value not a number if it cannot be told here
 * @param unit it is in
 */
record Figure(BenchCase of, String name, double value, String unit) {}
