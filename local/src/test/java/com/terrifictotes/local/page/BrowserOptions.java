package com.terrifictotes.local.page;

import java.util.List;
import java.util.logging.Level;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** How the browser of the tests is started: without a window, without asking anybody for anything of its own. */
final class BrowserOptions {

    private static final List<String> ARGUMENTS = List.of(
            "--headless",
            "--hide-scrollbars",
            // As root, and where user namespaces are forbidden, there is no sandbox; it only ever sees our own pages.
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-proxy-server",
            // Names other than this machine's are not even looked up.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            "--window-size=1280,900");

    private BrowserOptions() {}

    static ChromeOptions of(InstalledBrowser installed) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(installed.program().toFile());
        options.addArguments(ARGUMENTS);
        options.setCapability("goog:loggingPrefs", logs);
        return options;
    }
}
