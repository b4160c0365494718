package com.terrifictotes.local.page;

/** Keys as people type them. */
final class Keys {

    private Keys() {}

    /** @throws UnknownException if the text is no key that a row of totesys can have */
    static int parse(String what, String text) throws UnknownException {
        try {
            int key = Integer.parseInt(text.strip());
            if (key > 0) {
                return key;
            }
        } catch (NumberFormatException e) {
            // Told below, as that of a number that is no key.
        }
        throw new UnknownException(
                "Cannot look up the %s \"%s\": expected its number, such as 17".formatted(what, text));
    }
}
