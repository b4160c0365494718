package com.terrifictotes.lake;

import java.util.BitSet;

/**
 * The fields of a row whose values fit no type of Parquet.
 *
 * @param fields which ones
 * @param json their values as Postgres writes them: an object from column to text
 */
record Unfit(BitSet fields, String json) {

    /** No fields: every ordinary row. */
    static final Unfit NONE = new Unfit(new BitSet(), "{}");

    boolean has(int field) {
        return fields.get(field);
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }
}
