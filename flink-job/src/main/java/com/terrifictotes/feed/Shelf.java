package com.terrifictotes.feed;

/** Where changes lie until they are sent. */
interface Shelf {

    void put(Letter letter) throws Exception;

    /** The change at a position, which was put there and not removed. */
    FeedRecord at(int lane, long position) throws Exception;

    void remove(int lane, long position) throws Exception;
}
