/** The warehouse: rows are staged by many, and published by one, a cut at a time. */
@NullMarked
package com.terrifictotes.warehouse;

import org.jspecify.annotations.NullMarked;
