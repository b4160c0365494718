package com.terrifictotes.local.s3;

/** What may happen to a request on its way to a server. */
public enum Fault {
    /** It is answered as the server answers it. */
    NONE,
    /** The server says 500. */
    INTERNAL_ERROR,
    /** The server says 503 Slow Down. */
    SLOW_DOWN,
    /** It takes longer than usual. */
    SLOW,
    /** The connection breaks before the server has heard of it. */
    LOST_REQUEST,
    /** The connection breaks when the server has done what it was asked for. */
    LOST_ANSWER,
    /** Nothing is heard any more until things are well again. */
    BLACK_HOLE
}
