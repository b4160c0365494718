package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.UserException;

/** The warehouse is not as the job needs it. */
public final class WarehouseException extends UserException {

    private static final long serialVersionUID = 1;

    WarehouseException(String message) {
        super(message, null);
    }

    @Override
    public int exitCode() {
        return 1;
    }
}
