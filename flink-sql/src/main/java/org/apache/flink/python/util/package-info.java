/** What Flink's SQL client asks of flink-python. */
@NullMarked
package org.apache.flink.python.util;

import org.jspecify.annotations.NullMarked;
