@NullMarked
package com.terrifictotes;

import org.jspecify.annotations.NullMarked;
