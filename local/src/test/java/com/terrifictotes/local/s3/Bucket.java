package com.terrifictotes.local.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What is in the bucket of a server, asked of the server itself, without Flink. */
public final class Bucket {

    private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");
    private static final Pattern NEXT = Pattern.compile("<NextContinuationToken>([^<]*)</NextContinuationToken>");

    private final URI server;
    private final HttpClient client = HttpClient.newHttpClient();

    public Bucket(S3Server server) {
        this.server = server.address();
    }

    /** The keys of all objects that begin like this. */
    public List<String> objects(String prefix) {
        List<String> keys = new ArrayList<>();
        String page = list("list-type=2&prefix=" + prefix);
        keys.addAll(keys(page));
        for (var next = NEXT.matcher(page); next.find(); next = NEXT.matcher(page)) {
            page = list("list-type=2&prefix=%s&continuation-token=%s".formatted(prefix, next.group(1)));
            keys.addAll(keys(page));
        }
        return keys;
    }

    /** The keys that begin like this of objects whose upload has begun and has not ended; at most a thousand. */
    public List<String> openUploads(String prefix) {
        return keys(list("uploads&prefix=" + prefix));
    }

    public void delete(String key) {
        ask("DELETE", "/%s/%s".formatted(S3Server.BUCKET, key.replace("=", "%3D")));
    }

    private static List<String> keys(String page) {
        return KEY.matcher(page)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private String list(String query) {
        return ask("GET", "/%s?%s".formatted(S3Server.BUCKET, query));
    }

    private String ask(String method, String path) {
        URI address = server.resolve(path);
        try {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .method(method, BodyPublishers.noBody())
                    .build();
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError("%s %s: %d %s".formatted(method, address, answer.statusCode(), answer.body()));
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
