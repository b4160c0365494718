/** The command {@code totes}. */
@NullMarked
package com.terrifictotes.local.run;

import org.jspecify.annotations.NullMarked;
