package com.terrifictotes.change;

/**
 * What one subtask has seen of a table since the pipeline began.
 *
 * @param rows keys
 * @param changes of them
 */
record TableCount(String table, long rows, long changes) {}
