@NullMarked
package com.terrifictotes.local;

import org.jspecify.annotations.NullMarked;
