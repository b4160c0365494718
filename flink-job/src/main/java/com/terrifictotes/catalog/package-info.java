/** What a table is: columns, their types, how a row of them is read and written, and which tables there are. */
@NullMarked
package com.terrifictotes.catalog;

import org.jspecify.annotations.NullMarked;
