package com.terrifictotes.local.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends an answer as JSON; one that cannot be given is an object with an {@code error} for people. */
final class JsonHandler implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(JsonHandler.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String path;
    private final JsonAnswer answer;

    JsonHandler(String path, JsonAnswer answer) {
        this.path = path;
        this.answer = answer;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        reply(exchange.getRequestURI().getPath()).send(exchange);
    }

    private Reply reply(String asked) throws IOException {
        try {
            return json(200, answer.answer(asked.substring(path.length())));
        } catch (UnknownException e) {
            return error(404, e);
        } catch (SQLException e) {
            LOG.debug("The warehouse did not answer {}", asked, e);
            return error(503, e);
        } catch (RuntimeException e) {
            LOG.warn("Cannot answer {}", asked, e);
            return error(500, e);
        }
    }

    private static Reply error(int status, Exception e) throws IOException {
        return json(status, Map.of("error", Objects.requireNonNullElse(e.getMessage(), e.toString())));
    }

    private static Reply json(int status, Object content) throws IOException {
        return Reply.json(status, JSON.writeValueAsBytes(content));
    }
}
