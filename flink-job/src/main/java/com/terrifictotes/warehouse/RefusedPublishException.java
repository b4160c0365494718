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

    private final boolean isOfNewWarehouse;

    private RefusedPublishException(String message, boolean isOfNewWarehouse) {
        super(message);
        this.isOfNewWarehouse = isOfNewWarehouse;
    }

    RefusedPublishException(String message) {
        this(message, false);
    }

    /** Of a job that carries on, by a warehouse nobody has published to: the one it knew is lost. */
    static RefusedPublishException byNewWarehouse(String message) {
        return new RefusedPublishException(message, true);
    }

    boolean isOfNewWarehouse() {
        return isOfNewWarehouse;
    }
}
