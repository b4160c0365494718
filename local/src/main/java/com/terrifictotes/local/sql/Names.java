package com.terrifictotes.local.sql;

/** Names and texts as Flink SQL writes them. */
final class Names {

    private Names() {}

    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
