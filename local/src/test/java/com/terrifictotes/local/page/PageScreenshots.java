package com.terrifictotes.local.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes the pictures of the page in docs/images, from invented trade: {@code docs/screenshots} runs it. */
class PageScreenshots {

    private static final Path FOLDER = Path.of("..", "docs", "images");

    @Test
    void thePipelineAndTheBusinessInLightAndDark(@TempDir Path folder) throws Exception {
        try (Browser browser = Browser.start(InstalledBrowser.require());
                RunningTotes totes = RunningTotes.start(folder.resolve("home"), "--orders", "6000")) {
            browser.open(totes.page());
            browser.awaitState("revenue", "ready");
            Files.createDirectories(FOLDER);
            for (String scheme : List.of("light", "dark")) {
                browser.prefer(scheme);
                browser.resize(1280, 940);
                browser.open(totes.page());
                List.of("freshness", "revenue", "staff").forEach(section -> browser.awaitState(section, "ready"));
                take(browser, "header", "pipeline-" + scheme);
                take(browser, "#main > h2:nth-of-type(2)", "business-" + scheme);
            }
        }
    }

    private static void take(Browser browser, String top, String name) throws IOException {
        browser.ask("window.scrollTo(0, document.querySelector(arguments[0]).offsetTop - 16); return true", top);
        Files.write(FOLDER.resolve(name + ".png"), Base64.getDecoder().decode(browser.picture()));
    }
}
