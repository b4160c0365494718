package com.terrifictotes.change;

/** Remembers of one row whether its last change is in quarantine. */
public interface QuarantineMemory {

    /** Whether it is. */
    boolean isQuarantined() throws Exception;

    /** It is, from now on. */
    void keep() throws Exception;

    /** It is not any more. */
    void forget() throws Exception;
}
