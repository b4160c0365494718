/** Measures the pipeline beside the floor and beside the stock way, on databases of its own. */
@NullMarked
package com.terrifictotes.local.bench;

import org.jspecify.annotations.NullMarked;
