/** What tables are made of, and how to reach the databases that hold them. */
@NullMarked
package com.terrifictotes.catalog;

import org.jspecify.annotations.NullMarked;
