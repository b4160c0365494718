/** Dimensions: who, what and where, in versions that hold one after the other; and the calendar. */
@NullMarked
package com.terrifictotes.dimension;

import org.jspecify.annotations.NullMarked;
