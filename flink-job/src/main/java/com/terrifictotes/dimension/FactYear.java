package com.terrifictotes.dimension;

/**
 * A year that a date of a fact is in.
 *
 * @param year as Postgres counts: 1 BC is -1
 * @param cut of the fact, milliseconds since 1970-01-01 UTC
 */
public record FactYear(int year, long cut) {}
