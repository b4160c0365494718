package com.terrifictotes.catalog;

/** Names in SQL. */
public final class Sql {

    private Sql() {}

    /** The name in double quotes, whatever is in it. */
    public static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The text in single quotes, whatever is in it, for a server whose standard_conforming_strings is on. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** The qualified name of a table. */
    public static String table(String namespace, String name) {
        return identifier(namespace) + "." + identifier(name);
    }
}
