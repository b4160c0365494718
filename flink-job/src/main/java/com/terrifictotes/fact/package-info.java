/** Facts: what happened, every version of it. */
@NullMarked
package com.terrifictotes.fact;

import org.jspecify.annotations.NullMarked;
