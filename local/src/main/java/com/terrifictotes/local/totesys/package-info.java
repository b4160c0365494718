/** The stand-in totesys as a whole: its server, its schema, and what it is filled with. */
@NullMarked
package com.terrifictotes.local.totesys;

import org.jspecify.annotations.NullMarked;
