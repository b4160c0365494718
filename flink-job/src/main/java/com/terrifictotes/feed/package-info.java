/** The change feed: every change, sent to a stream as JSON once its checkpoint is complete. */
@NullMarked
package com.terrifictotes.feed;

import org.jspecify.annotations.NullMarked;
