/** What happened to a row: versions as cuts saw them, and the changes between them. */
@NullMarked
package com.terrifictotes.change;

import org.jspecify.annotations.NullMarked;
