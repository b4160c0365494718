package com.terrifictotes.local.page;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.terrifictotes.catalog.Database;
import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.UsageException;
import com.terrifictotes.local.flink.Board;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * A page, served on this machine to this machine alone, that tells of a pipeline as long as it is open. Nothing can be
 * changed through it, and a browser that shows it asks nobody else for anything.
 */
public final class Page implements AutoCloseable {

    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService threads;
    private final PipelineNow pipeline;
    private final FreshnessHistory freshness;

    private Page(HttpServer server, ExecutorService threads, PipelineNow pipeline, FreshnessHistory freshness) {
        this.server = server;
        this.threads = threads;
        this.pipeline = pipeline;
        this.freshness = freshness;
    }

    /**
     * Serves the page.
     *
     * @param port of 127.0.0.1; 0 for any that is free
     * @param name of the pipeline
     * @param warehouse the database, as somebody who reads it; empty if the pipeline has none
     * @throws UsageException if the port is taken
     * @throws EnvironmentException if no page can be served for another reason
     */
    public static Page serve(int port, String name, Board board, Optional<Database> warehouse) {
        HttpServer server = bind(port);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, daemons());
        FreshnessHistory freshness =
                warehouse.isPresent() ? FreshnessHistory.ofWarehouse(board) : FreshnessHistory.ofCuts(board);
        PipelineNow pipeline = new PipelineNow(name, board, freshness, warehouse.isPresent());
        Reading reading = new Reading(warehouse);
        Business business = new Business(reading);
        Page page = new Page(server, threads, pipeline, freshness);
        page.answer("/api/pipeline", path -> pipeline.now());
        page.answer("/api/business", path -> business.now());
        page.answer("/api/orders/", new OrderLookUp(reading));
        page.answer("/api/staff/", new StaffLookUp(reading));
        page.add("/", Assets.load());
        server.setExecutor(threads);
        server.start();
        return page;
    }

    private static HttpServer bind(int port) {
        try {
            return HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
        } catch (BindException e) {
            throw new UsageException(
                    "Cannot serve the page on port %d of 127.0.0.1: %s, expected another --page-port, or 0 for any that is free"
                            .formatted(port, e.getMessage()));
        } catch (IOException e) {
            throw new EnvironmentException("Cannot serve the page: " + e, e);
        }
    }

    private void answer(String path, JsonAnswer answer) {
        add(path, new JsonHandler(path, answer));
    }

    private void add(String path, HttpHandler handler) {
        HttpContext context = server.createContext(path, handler);
        context.getFilters().add(new Guard(server.getAddress().getPort()));
    }

    /** Tells where Flink's own pages are. */
    public void linkFlink(URI address) {
        pipeline.linkFlink(address);
    }

    /** Where it is. */
    public URI address() {
        return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
    }

    /** Ends it; who is being answered is not waited for. */
    @Override
    public void close() {
        freshness.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private static ThreadFactory daemons() {
        return task -> {
            Thread thread = new Thread(task, "page");
            thread.setDaemon(true);
            return thread;
        };
    }
}
