package com.terrifictotes.local.page;

/** Somebody asks for what is not there; the message is for them. */
final class UnknownException extends Exception {

    private static final long serialVersionUID = 1;

    UnknownException(String message) {
        super(message);
    }
}
