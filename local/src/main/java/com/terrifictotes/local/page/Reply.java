package com.terrifictotes.local.page;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What is sent back. */
final class Reply {

    private final int status;
    private final String type;
    private final byte[] content;

    /**
     * @param status of HTTP
     * @param type the media type
     */
    Reply(int status, String type, byte[] content) {
        this.status = status;
        this.type = type;
        this.content = content;
    }

    static Reply text(int status, String text) {
        return new Reply(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static Reply json(int status, byte[] json) {
        return new Reply(status, "application/json", json);
    }

    void send(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(status, -1);
            } else {
                exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
                exchange.getResponseBody().write(content);
            }
        }
    }
}
