/** The warehouse made again from the raw zone alone. */
@NullMarked
package com.terrifictotes.local.rebuild;

import org.jspecify.annotations.NullMarked;
