package com.terrifictotes.job;

import com.terrifictotes.feed.StreamAddress;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The stream that every change is sent to. The group may be left out: then there is no feed.
 *
 * @param stream which one, and where
 */
public record FeedSettings(StreamAddress stream) implements Serializable {
    public static final String GROUP = "Feed";

    private static final Pattern ENDPOINT = Pattern.compile("https?://[^/?#@]+/?");

    public static final Option<String> STREAM = Option.required(
            GROUP,
            "stream",
            new OptionType<>(StreamAddress.EXPECTED, Optional::of, StreamAddress::isArn),
            "the Kinesis stream that every change is sent to, by its ARN: [the change feed](feed.md)");

    public static final Option<Optional<URI>> ENDPOINT_OF_SERVER = new Option<>(
            GROUP,
            "endpoint",
            new OptionType<>(
                    "http://host:port or https://host:port", FeedSettings::readEndpointOrNone, endpoint -> true),
            "",
            "the address of a server that stands in for Kinesis, as on a laptop; Kinesis itself if it is not given");

    static final List<Option<?>> OPTIONS = List.of(STREAM, ENDPOINT_OF_SERVER);

    static FeedSettings of(SettingsReader reader) {
        return new FeedSettings(new StreamAddress(
                reader.value(STREAM), reader.value(ENDPOINT_OF_SERVER).orElse(null)));
    }

    private static Optional<Optional<URI>> readEndpointOrNone(String text) {
        if (text.isEmpty()) {
            return Optional.of(Optional.empty());
        }
        try {
            return ENDPOINT.matcher(text).matches() ? Optional.of(Optional.of(new URI(text))) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
