/** Writes the lake. */
@NullMarked
package com.terrifictotes.lake;

import org.jspecify.annotations.NullMarked;
