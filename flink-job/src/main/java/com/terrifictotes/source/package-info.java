/** Reads totesys cut by cut. */
@NullMarked
package com.terrifictotes.source;

import org.jspecify.annotations.NullMarked;
