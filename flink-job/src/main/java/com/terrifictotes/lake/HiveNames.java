package com.terrifictotes.lake;

import java.util.HexFormat;

/** Names of folders as Hive writes them. */
final class HiveNames {

    private static final String ESCAPED = "\"#%'*/:=?\\{[]^\u007F";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private HiveNames() {}

    /**
     * A value in the form it has in a folder's name: control characters and those with a meaning in a path or a pattern
     * become {@code %} and two hexadecimal digits. Source: {@code FileUtils.escapePathName} of Apache Hive.
     */
    static String escape(String value) {
        StringBuilder escaped = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || ESCAPED.indexOf(c) >= 0) {
                escaped.append('%').append(HEX.toHexDigits((byte) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
