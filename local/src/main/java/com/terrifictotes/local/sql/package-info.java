/** Flink SQL over a pipeline: the tables of its lake and of its two databases. */
@NullMarked
package com.terrifictotes.local.sql;

import org.jspecify.annotations.NullMarked;
