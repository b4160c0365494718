package com.terrifictotes.catalog;

/** The source database is not as the pipeline needs it. */
public final class CatalogException extends UserException {

    private static final long serialVersionUID = 1;

    CatalogException(String message) {
        super(message, null);
    }

    @Override
    public int exitCode() {
        return 1;
    }
}
