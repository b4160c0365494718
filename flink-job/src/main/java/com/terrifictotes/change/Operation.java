package com.terrifictotes.change;

import java.util.Locale;

/** What a change did to a row. The order is part of the serialized form: add at the end only. */
public enum Operation {
    /** The row is there for the first time, or again. */
    INSERT,
    /** The row's content is another. */
    UPDATE,
    /** The row is gone. */
    DELETE;

    /** The name in the lake. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
