/** The warehouse's schema. */
@NullMarked
package com.terrifictotes.local.warehouse;

import org.jspecify.annotations.NullMarked;
