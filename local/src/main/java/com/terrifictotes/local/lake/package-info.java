/** The lake, read back. */
@NullMarked
package com.terrifictotes.local.lake;

import org.jspecify.annotations.NullMarked;
