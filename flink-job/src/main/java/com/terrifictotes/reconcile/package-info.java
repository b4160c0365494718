/** Holds totesys against what was made of it, row by row, while it moves on. */
@NullMarked
package com.terrifictotes.reconcile;

import org.jspecify.annotations.NullMarked;
