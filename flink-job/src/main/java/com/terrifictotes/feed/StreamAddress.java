package com.terrifictotes.feed;

import java.io.Serializable;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which stream of Kinesis, and where.
 *
 * @param arn its name in all of AWS
 * @param endpoint of a server that stands in for Kinesis; null for Kinesis itself, in the region of the name
 */
public record StreamAddress(String arn, @Nullable URI endpoint) implements Serializable {

    /** The form of a name, for messages. */
    public static final String EXPECTED = "arn:aws:kinesis:<region>:<account>:stream/<name>";

    private static final Pattern FORM =
            Pattern.compile("arn:aws[a-z-]*:kinesis:([a-z0-9-]+):[0-9]{12}:stream/[a-zA-Z0-9_.-]{1,128}");

    public StreamAddress {
        if (!isArn(arn)) {
            throw new IllegalArgumentException(
                    "Cannot find a stream of Kinesis: %s, expected %s".formatted(arn, EXPECTED));
        }
    }

    /** Whether a text has the form of a stream's name. */
    public static boolean isArn(String text) {
        return FORM.matcher(text).matches();
    }

    /** The region of the name. */
    String region() {
        Matcher matcher = FORM.matcher(arn);
        if (!matcher.matches()) {
            throw new IllegalStateException("Cannot find the region of " + arn);
        }
        return matcher.group(1);
    }
}
