package com.terrifictotes.change;

import java.util.Locale;

/** What a change did to a row. */
public enum Operation {
    /** The row is there for the first time, or again. */
    INSERT(1),
    /** The row's content is another. */
    UPDATE(2),
    /** The row is gone. */
    DELETE(3);

    private final int code;

    Operation(int code) {
        this.code = code;
    }

    /** The name in the lake. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Stands for the operation in its serialized form. */
    int code() {
        return code;
    }

    /**
     * The operation of a code.
     *
     * @throws IllegalArgumentException if no operation has it
     */
    static Operation ofCode(int code) {
        for (Operation operation : values()) {
            if (operation.code == code) {
                return operation;
            }
        }
        throw new IllegalArgumentException("Cannot read an operation: %d, expected 1, 2 or 3".formatted(code));
    }
}
