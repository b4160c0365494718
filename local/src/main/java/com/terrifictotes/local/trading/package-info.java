/** What happens in totesys: the history of an invented company's trade, and its trading as one watches. */
@NullMarked
package com.terrifictotes.local.trading;

import org.jspecify.annotations.NullMarked;
