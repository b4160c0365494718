package com.terrifictotes.warehouse;

import java.io.IOException;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * The warehouse is not as the job left it, so nothing more can be added without losing or doubling rows. Starting the job
 * again from the same checkpoint does not help: Flink ends it instead.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class RefusedPublishException extends IOException {

    private static final long serialVersionUID = 1;

    RefusedPublishException(String message) {
        super(message);
    }
}
