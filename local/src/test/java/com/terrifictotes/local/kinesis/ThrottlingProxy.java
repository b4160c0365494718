package com.terrifictotes.local.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Passes requests on to a server that speaks as Kinesis does, but single records of a PutRecords only now and then: the
 * others it says to have been throttled, as a shard does that is asked too much. It reads JSON, not CBOR.
 */
public final class ThrottlingProxy implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TARGET = "X-Amz-Target";
    private static final String THROTTLED = "ProvisionedThroughputExceededException";

    private final URI server;
    private final HttpServer proxy;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Random random = new Random(3);
    private final AtomicLong throttled = new AtomicLong();
    private volatile double share;

    private ThrottlingProxy(URI server, HttpServer proxy) {
        this.server = server;
        this.proxy = proxy;
    }

    /** Starts one, which throttles nothing yet, on a free port of 127.0.0.1. */
    public static ThrottlingProxy before(URI server) {
        try {
            HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ThrottlingProxy proxy = new ThrottlingProxy(server, listening);
            listening.setExecutor(proxy.threads);
            listening.createContext("/", proxy::pass);
            listening.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start a proxy", e);
        }
    }

    /** From now on this share of the records is refused; 1 is all, 0 none. */
    public void throttle(double share) {
        this.share = share;
    }

    /** How many records were refused. */
    public long throttled() {
        return throttled.get();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + proxy.getAddress().getPort());
    }

    @Override
    public void close() {
        proxy.stop(0);
        threads.shutdownNow();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String target = String.valueOf(exchange.getRequestHeaders().getFirst(TARGET));
            if (target.endsWith(".PutRecords") && share > 0) {
                answer(exchange, 200, JSON.writeValueAsBytes(put(exchange, (ObjectNode) JSON.readTree(body))));
            } else {
                HttpResponse<byte[]> response = ask(exchange, body);
                answer(exchange, response.statusCode(), response.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized ObjectNode put(HttpExchange exchange, ObjectNode request)
            throws IOException, InterruptedException {
        ArrayNode kept = JSON.createArrayNode();
        boolean[] isKept = new boolean[request.get("Records").size()];
        for (int place = 0; place < isKept.length; place++) {
            isKept[place] = random.nextDouble() >= share;
            if (isKept[place]) {
                kept.add(request.get("Records").get(place));
            }
        }
        throttled.addAndGet(isKept.length - kept.size());
        request.set("Records", kept);
        JsonNode answer = kept.isEmpty()
                ? JSON.createObjectNode().set("Records", JSON.createArrayNode())
                : JSON.readTree(ask(exchange, JSON.writeValueAsBytes(request)).body());
        return merged(isKept, answer.get("Records"));
    }

    private static ObjectNode merged(boolean[] isKept, JsonNode answered) {
        ObjectNode response = JSON.createObjectNode();
        ArrayNode results = response.putArray("Records");
        int next = 0;
        for (boolean kept : isKept) {
            if (kept) {
                results.add(answered.get(next++));
            } else {
                results.addObject().put("ErrorCode", THROTTLED).put("ErrorMessage", "Rate exceeded for shard");
            }
        }
        return response.put("FailedRecordCount", isKept.length - next);
    }

    private HttpResponse<byte[]> ask(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server).POST(BodyPublishers.ofByteArray(body));
        for (String header : new String[] {"Content-Type", "Authorization", "X-Amz-Date", TARGET}) {
            String value = exchange.getRequestHeaders().getFirst(header);
            if (value != null) {
                request.header(header, value);
            }
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
