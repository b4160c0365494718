/** Measures how long a commit in totesys takes to be visible in the warehouse. */
@NullMarked
package com.terrifictotes.local.freshness;

import org.jspecify.annotations.NullMarked;
