package com.terrifictotes.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statements of a script, which end with a semicolon; one in a text, a name or a comment ends nothing. */
final class Statements {

    private static final Pattern PART =
            Pattern.compile("'[^']*'|`[^`]*`|--[^\\n]*|/\\*(?s:.*?)\\*/|;|[^;'`/-]+|(?s:.)");

    private Statements() {}

    /** Each of them without its comments and its semicolon; the last one may go without. */
    static List<String> of(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        Matcher part = PART.matcher(script);
        while (part.find()) {
            String text = part.group();
            if (text.equals(";")) {
                add(statements, statement);
            } else {
                statement.append(isComment(text) ? " " : text);
            }
        }
        add(statements, statement);
        return statements;
    }

    private static boolean isComment(String text) {
        return text.startsWith("--") || (text.startsWith("/*") && text.length() > 2);
    }

    private static void add(List<String> statements, StringBuilder statement) {
        String text = statement.toString().strip();
        if (!text.isEmpty()) {
            statements.add(text);
        }
        statement.setLength(0);
    }
}
