/** What a user touches: the settings, the credentials and the messages that say what to put right. */
@NullMarked
package com.terrifictotes.job;

import org.jspecify.annotations.NullMarked;
