package com.terrifictotes.reconcile;

import java.sql.Connection;
import java.time.Instant;

/**
 * The copies as they were after one publish.
 *
 * @param warehouse every statement on which sees that state
 * @param cut up to which everything is there, and nothing beyond
 */
record View(Connection warehouse, Instant cut) {}
