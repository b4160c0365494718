/** The application: settings, credentials, the graph, {@code main}. */
@NullMarked
package com.terrifictotes.job;

import org.jspecify.annotations.NullMarked;
