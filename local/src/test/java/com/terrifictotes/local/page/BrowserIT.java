package com.terrifictotes.local.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The browser of the tests sees what is wrong with a page that has every fault it is to find. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserIT {

    private static final String FAULTY = """
            <!DOCTYPE html><title>Faulty</title><link rel="icon" href="data:,">
            <meta name="viewport" content="width=device-width">
            <img src="http://elsewhere.example/picture.png"><input>
            <p style="width: 700px; color: #ddd; background: #fff">Hardly to be read</p>
            <script>console.error("It hurts"); undefinedFunction();</script>
            """;

    private final HttpServer server;
    private final Browser browser;

    BrowserIT() throws IOException {
        browser = Browser.start(InstalledBrowser.require());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeAll
    void serve() {
        server.createContext("/", exchange -> {
            byte[] page = FAULTY.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    @AfterAll
    void end() {
        browser.close();
        server.stop(0);
    }

    @Test
    void itSeesWhatIsWrongWithAPage() {
        browser.resize(360, 780);
        browser.open(
                URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort())));

        List<String> complaints = new ArrayList<>();
        await().untilAsserted(() -> {
            complaints.addAll(browser.complaints());
            assertThat(complaints.toString())
                    .contains("It hurts", "undefinedFunction is not defined", "elsewhere.example");
        });
        assertThat(browser.requests()).extracting(URI::getHost).containsExactly("127.0.0.1", "elsewhere.example");
        assertThat(browser.accessibilityFaults().toString())
                .contains("image-alt", "label", "color-contrast", "html-has-lang");
        assertThat(browser.overhang()).isGreaterThan(300);
    }

    @Test
    void whereThereIsNoBrowserNoneIsFound() {
        assertThat(InstalledBrowser.find(Map.of("PATH", "/nowhere"))).isEmpty();
        assertThat(InstalledBrowser.find(Map.of("CHROMIUM", "/nowhere/chromium", "PATH", "/usr/bin")))
                .isEmpty();
    }
}
