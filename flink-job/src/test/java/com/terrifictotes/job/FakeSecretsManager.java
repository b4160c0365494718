package com.terrifictotes.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Speaks as much of the protocol of Secrets Manager as it takes to hand out secrets, to clients that sign their requests.
 * While it is open, AWS' SDK asks it, as somebody with credentials.
 */
final class FakeSecretsManager implements AutoCloseable {

    private static final Map<String, String> OF_THE_SDK =
            Map.of("aws.accessKeyId", "AKIDEXAMPLE", "aws.secretAccessKey", "anything", "aws.region", "eu-west-2");
    private static final String ENDPOINT = "aws.endpointUrlSecretsManager";

    private final HttpServer server;
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    /** The headers {@code Authorization} of the requests. */
    final List<String> signatures = new CopyOnWriteArrayList<>();

    private FakeSecretsManager(HttpServer server) {
        this.server = server;
    }

    static FakeSecretsManager start() throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FakeSecretsManager secrets = new FakeSecretsManager(http);
        http.createContext("/", secrets::answer);
        http.start();
        OF_THE_SDK.forEach(System::setProperty);
        System.setProperty(ENDPOINT, "http://127.0.0.1:" + http.getAddress().getPort());
        return secrets;
    }

    FakeSecretsManager with(String name, String text) {
        answers.put(name, json(Map.of("Name", name, "VersionId", "1", "SecretString", text)));
        return this;
    }

    /** A secret that is no text. */
    FakeSecretsManager withBinary(String name) {
        answers.put(name, json(Map.of("Name", name, "VersionId", "1", "SecretBinary", "aHVudGVyMg==")));
        return this;
    }

    /** Refuses to hand out a secret. */
    FakeSecretsManager refusing(String name, String code, String message) {
        answers.put(name, json(Map.of("__type", code, "message", message)));
        return this;
    }

    @Override
    public void close() {
        server.stop(0);
        OF_THE_SDK.keySet().forEach(System::clearProperty);
        System.clearProperty(ENDPOINT);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            signatures.add(exchange.getRequestHeaders().getFirst("Authorization"));
            JsonNode request = new JsonMapper().readTree(exchange.getRequestBody());
            boolean isUnderstood = "secretsmanager.GetSecretValue"
                    .equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            String answer = isUnderstood
                    ? answers.getOrDefault(request.path("SecretId").asText(), none())
                    : json(Map.of("__type", "UnknownOperationException"));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(answer.contains("__type") ? 400 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String none() {
        return json(Map.of(
                "__type", "ResourceNotFoundException", "message", "Secrets Manager can't find the specified secret."));
    }

    private static String json(Map<String, String> fields) {
        return new JsonMapper().valueToTree(new LinkedHashMap<>(fields)).toString();
    }
}
