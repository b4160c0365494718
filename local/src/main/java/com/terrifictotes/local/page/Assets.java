package com.terrifictotes.local.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.webjars.WebJarVersionLocator;

/** The files of the page, all of them from the class path. */
final class Assets implements HttpHandler {

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private static final List<String> OWN = List.of(
            "index.html",
            "page.css",
            "main.js",
            "ask.js",
            "pipeline.js",
            "business.js",
            "lookup.js",
            "charts.js",
            "dom.js",
            "format.js",
            "icon.svg");

    private final Map<String, Reply> files;

    private Assets(Map<String, Reply> files) {
        this.files = files;
    }

    static Assets load() {
        Map<String, Reply> files = new LinkedHashMap<>();
        OWN.forEach(name -> files.put("/" + name, file("page/" + name)));
        files.put("/", file("page/index.html"));
        files.put(
                "/chart.js",
                file(Objects.requireNonNull(new WebJarVersionLocator().fullPath("chart.js", "dist/chart.umd.js"))));
        return new Assets(files);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        files.getOrDefault(path, Reply.text(404, "Cannot find a page of this name"))
                .send(exchange);
    }

    private static Reply file(String path) {
        try (InputStream content = Assets.class.getClassLoader().getResourceAsStream(path)) {
            String ending = path.substring(path.lastIndexOf('.') + 1);
            return new Reply(
                    200,
                    Objects.requireNonNull(TYPES.get(ending), path),
                    Objects.requireNonNull(content, path).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }
}
