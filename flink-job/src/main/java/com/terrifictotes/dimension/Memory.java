package com.terrifictotes.dimension;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered by key from one cut to the next.
 *
 * @param <T> an immutable value
 */
interface Memory<T> {

    /** The value of a key; null if there is none. */
    @Nullable
    T recall(long key) throws Exception;

    void keep(long key, T value) throws Exception;

    void forget(long key) throws Exception;
}
