/** A stand-in for the service, which runs the packaged job as the service does. */
@NullMarked
package com.terrifictotes.service;

import org.jspecify.annotations.NullMarked;
