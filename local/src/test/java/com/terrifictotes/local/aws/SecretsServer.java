package com.terrifictotes.local.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Hands out secrets as AWS Secrets Manager does. While it is open, AWS' SDK asks it, as somebody with credentials. */
public final class SecretsServer implements AutoCloseable {

    private static final List<String> PROPERTIES =
            List.of("aws.region", "aws.accessKeyId", "aws.secretAccessKey", "aws.endpointUrlSecretsManager");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, String> secrets = new ConcurrentHashMap<>();

    private SecretsServer(HttpServer server) {
        this.server = server;
    }

    /** Starts one on a free port of 127.0.0.1. */
    public static SecretsServer start() throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SecretsServer secrets = new SecretsServer(http);
        http.createContext("/", secrets::answer);
        http.start();
        PROPERTIES.forEach(property -> System.setProperty(property, "anything"));
        System.setProperty(PROPERTIES.get(0), "eu-west-2");
        System.setProperty(
                PROPERTIES.get(3), "http://127.0.0.1:" + http.getAddress().getPort());
        return secrets;
    }

    /** From now on, the text of a secret. */
    public void put(String name, String text) {
        secrets.put(name, text);
    }

    @Override
    public void close() {
        server.stop(0);
        PROPERTIES.forEach(System::clearProperty);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String name =
                    JSON.readTree(exchange.getRequestBody()).path("SecretId").asText();
            String text = secrets.get(name);
            byte[] body = JSON.writeValueAsBytes(
                    text == null
                            ? Map.of("__type", "ResourceNotFoundException")
                            : Map.of("Name", name, "SecretString", text));
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(text == null ? 400 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
