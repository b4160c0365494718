package com.terrifictotes.local.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Passes requests on to a server, and harms some of them on their way. */
public final class FaultyProxy implements AutoCloseable {

    private static final long SLOW_MILLIS = 1_500;
    private static final long LOOK_MILLIS = 50;
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding");
    private static final Random RANDOM = new Random(7);

    private final URI server;
    private final HttpServer proxy;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong passed = new AtomicLong();
    private final AtomicLong harmed = new AtomicLong();
    private volatile Fault fault = Fault.NONE;
    private volatile double share;

    private FaultyProxy(URI server, HttpServer proxy) {
        this.server = server;
        this.proxy = proxy;
    }

    /** Starts one, which harms nothing yet, on a free port of 127.0.0.1. */
    public static FaultyProxy before(URI server) {
        try {
            HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FaultyProxy proxy = new FaultyProxy(server, listening);
            listening.setExecutor(proxy.threads);
            listening.createContext("/", proxy::pass);
            listening.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start a proxy", e);
        }
    }

    /**
     * Harms requests from now on.
     *
     * @param share of the requests that are harmed, 1 for all
     */
    public void harm(Fault next, double share) {
        this.share = share;
        fault = next;
    }

    /** Harms nothing any more. */
    public void heal() {
        fault = Fault.NONE;
    }

    /** How many requests were harmed. */
    public long harmed() {
        return harmed.get();
    }

    /** How many requests were answered as the server answers. */
    public long passed() {
        return passed.get();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + proxy.getAddress().getPort());
    }

    @Override
    public void close() {
        heal();
        proxy.stop(0);
        threads.shutdownNow();
    }

    private void pass(HttpExchange exchange) throws IOException {
        Fault now = RANDOM.nextDouble() < share ? fault : Fault.NONE;
        (now == Fault.NONE ? passed : harmed).incrementAndGet();
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (now) {
                case NONE -> answer(exchange, ask(exchange, body));
                case INTERNAL_ERROR -> refuse(exchange, 500, "InternalError");
                case SLOW_DOWN -> refuse(exchange, 503, "SlowDown");
                case LOST_REQUEST -> {}
                case LOST_ANSWER -> ask(exchange, body);
                case SLOW -> {
                    Thread.sleep(SLOW_MILLIS);
                    answer(exchange, ask(exchange, body));
                }
                case BLACK_HOLE -> awaitHealing();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitHealing() throws InterruptedException {
        while (fault == Fault.BLACK_HOLE) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private HttpResponse<byte[]> ask(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        response.headers().map().forEach((name, values) -> {
            boolean isLengthOfNothing = isHead && name.equalsIgnoreCase("content-length");
            boolean isOfTheConnection =
                    name.startsWith(":") || OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
            if (isLengthOfNothing || !isOfTheConnection) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        send(exchange, response.statusCode(), response.body());
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        String text = "<Error><Code>%s</Code><Message>as the test wants it</Message></Error>".formatted(code);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        send(exchange, status, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean isEmpty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, isEmpty ? -1 : body.length);
        if (!isEmpty) {
            exchange.getResponseBody().write(body);
        }
    }
}
