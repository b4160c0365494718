package com.terrifictotes.catalog;

/** The source database is not as the pipeline needs it; the message says in full what to do about it. */
public final class CatalogException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param message complete in itself: people see no more than this */
    public CatalogException(String message) {
        super(message);
    }
}
