package com.terrifictotes.feed;

/**
 * A change on its way.
 *
 * @param lane it waits in until it is sent
 * @param position in that lane
 */
record Letter(int lane, long position, FeedRecord record) {}
