package com.terrifictotes.change;

/**
 * What one subtask has seen of a table since the pipeline began.
 *
 * @param rows keys
 * @param changes of them
 * @param liveRows keys whose row is there
 * @param deletes changes that were deletes
 */
record TableCount(String table, long rows, long changes, long liveRows, long deletes) {}
