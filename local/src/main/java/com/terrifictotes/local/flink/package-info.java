/** Flink inside this JVM. */
@NullMarked
package com.terrifictotes.local.flink;

import org.jspecify.annotations.NullMarked;
