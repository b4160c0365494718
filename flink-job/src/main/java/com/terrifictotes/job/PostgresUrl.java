package com.terrifictotes.job;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a database is, in pgjdbc's form: {@code jdbc:postgresql://host[:port][,host…]/database[?parameter=value&…]}. It
 * never holds a credential, and no parameter that the program itself decides on: pgjdbc would let the URL win.
 */
public record PostgresUrl(String text) implements Serializable {
    static final String EXPECTED =
            "jdbc:postgresql://host[:port]/database[?parameter=value&…] without user and password";

    private static final Pattern FORM = Pattern.compile("jdbc:postgresql://(?<hosts>[^/?#@\\s]+)/(?<name>[^/?#@\\s]+)");
    private static final Pattern PARAMETER_ENDS = Pattern.compile("[&;?]");
    private static final Set<String> CREDENTIALS = Set.of("user", "password", "sslpassword");
    private static final Set<String> DECIDED = Set.of(
            "applicationname",
            "assumeminserverversion",
            "connecttimeout",
            "logintimeout",
            "options",
            "sockettimeout",
            "tcpkeepalive");

    /** @throws IllegalArgumentException if it has another form; the message does not repeat it */
    public PostgresUrl {
        List<String> parameters = parameters(text);
        if (text.contains("@") || parameters.stream().anyMatch(CREDENTIALS::contains)) {
            throw new IllegalArgumentException("Cannot use a URL (not shown) with a user or a password,"
                    + " expected them in the secret alone and here " + EXPECTED);
        }
        if (!form(text).matches()) {
            throw new IllegalArgumentException(
                    "Cannot use the URL (not shown, it may hold a password), expected " + EXPECTED);
        }
        if (parameters.stream().anyMatch(DECIDED::contains)) {
            throw new IllegalArgumentException("Cannot use a URL with any of the parameters ApplicationName,"
                    + " assumeMinServerVersion, connectTimeout, loginTimeout, options, socketTimeout, tcpKeepAlive:"
                    + " they follow from other settings");
        }
    }

    /** Hosts and database as {@code host:port/database}, for messages. */
    public String address() {
        return part("hosts") + "/" + part("name");
    }

    /** Whether it says nothing of TLS but, at most, that the server's certificate is checked. */
    boolean leavesTrustOpen() {
        int start = text.indexOf('?');
        return start < 0
                || Arrays.stream(PARAMETER_ENDS.split(text.substring(start + 1).toLowerCase(Locale.ROOT)))
                        .map(String::strip)
                        .filter(parameter -> parameter.startsWith("ssl"))
                        .allMatch(parameter -> parameter.matches("sslmode=verify-(full|ca)"));
    }

    /** How many hosts may be tried, one after the other. */
    int hosts() {
        return part("hosts").split(",", -1).length;
    }

    @Override
    public String toString() {
        return text;
    }

    private String part(String name) {
        Matcher matcher = form(text);
        return matcher.matches() ? matcher.group(name) : "";
    }

    /** The part before the parameters, compared with the form. */
    private static Matcher form(String text) {
        int end = text.indexOf('?');
        return FORM.matcher(end < 0 ? text : text.substring(0, end));
    }

    /** The names of the parameters in lower case: a misspelled {@code Password} holds a password all the same. */
    private static List<String> parameters(String text) {
        int start = text.indexOf('?');
        return start < 0
                ? List.of()
                : Arrays.stream(PARAMETER_ENDS.split(text.substring(start + 1)))
                        .map(parameter ->
                                parameter.replaceFirst("=.*", "").strip().toLowerCase(Locale.ROOT))
                        .toList();
    }
}
