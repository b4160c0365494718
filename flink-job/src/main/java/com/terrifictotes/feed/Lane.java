package com.terrifictotes.feed;

import java.util.HashSet;
import java.util.Set;

/**
 * A queue of changes: all those of its rows, by position, 0, 1, 2, ... It knows where things are and holds nothing.
 *
 * <pre>
 *   first ───────── settled ───────── next
 *     sent out of turn,    │  their checkpoint is
 *     or to be sent        │  not complete yet
 * </pre>
 */
final class Lane {

    /**
     * How many there are, for ever: the order of a row's changes is that of its lane. As many as groups of keys, so that
     * every subtask has some.
     */
    static final int COUNT = 128;

    private final int number;
    private final Set<Long> sentOutOfTurn = new HashSet<>();
    private long first;
    private long settled;
    private long next;

    /**
     * A lane as a complete checkpoint knows it.
     *
     * @param number 0 to 127
     * @param first the position of the first change that is to be sent
     * @param next the position of the next change to come
     */
    Lane(int number, long first, long next) {
        if (first < 0 || first > next) {
            throw new IllegalArgumentException(
                    "Cannot take up lane %d from %d to %d, expected 0 or more in order".formatted(number, first, next));
        }
        this.number = number;
        this.first = first;
        this.settled = next;
        this.next = next;
    }

    int number() {
        return number;
    }

    long first() {
        return first;
    }

    long settled() {
        return settled;
    }

    long next() {
        return next;
    }

    /** Makes room for a change, and says where. */
    long add() {
        return next++;
    }

    /** Changes up to a position, without it, are those of a complete checkpoint. */
    void settle(long position) {
        settled = Math.max(settled, position);
    }

    /** Whether a change was sent already. */
    boolean isSent(long position) {
        return position < first || sentOutOfTurn.contains(position);
    }

    /** A change was sent; {@link #first()} is behind it if all before it were. */
    void sent(long position) {
        sentOutOfTurn.add(position);
        while (sentOutOfTurn.remove(first)) {
            first++;
        }
    }

    /** Changes that are not sent yet, settled or not. */
    long waiting() {
        return next - first - sentOutOfTurn.size();
    }
}
