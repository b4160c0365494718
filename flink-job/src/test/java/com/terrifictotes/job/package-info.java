@NullMarked
package com.terrifictotes.job;

import org.jspecify.annotations.NullMarked;
