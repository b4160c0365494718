/** Runs scripts of Flink SQL, in a process of its own. */
@NullMarked
package com.terrifictotes.sql;

import org.jspecify.annotations.NullMarked;
