package com.terrifictotes.local.page;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.stream.StreamSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** A Chromium without a window, that sees a page as somebody who reads it does, and listens to what it says and asks. */
final class Browser implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChromeDriver driver;
    private final ChromeDriverService service;

    private Browser(ChromeDriver driver, ChromeDriverService service) {
        this.driver = driver;
        this.service = service;
    }

    static Browser start(InstalledBrowser installed) {
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(installed.driver().toFile())
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, BrowserOptions.of(installed)), service);
    }

    void open(URI address) {
        driver.get(address.toString());
    }

    /** Shows pages as on a screen of this size, in CSS pixels. */
    void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /** Prefers a colour scheme: {@code light} or {@code dark}. */
    void prefer(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** What a function says whose body this is. */
    Object ask(String script, Object... arguments) {
        return Objects.requireNonNull(driver.executeScript(script, arguments), script);
    }

    /** The texts of the rows of the tables in an element, be they in view or folded. */
    @SuppressWarnings("unchecked") // Lists of texts are what the script makes.
    List<List<String>> rows(String selector) {
        return (List<List<String>>) ask(
                "return [...document.querySelectorAll(arguments[0] + ' tbody tr')].map(row => [...row.cells].map(cell => cell.textContent.trim()))",
                selector);
    }

    @SuppressWarnings("unchecked") // A list of texts is what the script makes.
    List<String> texts(String selector) {
        return (List<String>)
                ask("return [...document.querySelectorAll(arguments[0])].map(each => each.innerText.trim())", selector);
    }

    String text(String selector) {
        return (String) ask("return document.querySelector(arguments[0]).innerText.trim()", selector);
    }

    /** The state of a section: loading, ready, empty or error. */
    String state(String section) {
        return (String) ask("return document.getElementById(arguments[0]).dataset.state", section);
    }

    void awaitState(String section, String state) {
        await("#%s %s".formatted(section, state))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> state(section).equals(state));
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** Clicks on something; on what has taken its place, if the page shows something new just then. */
    void click(String selector) {
        await(selector)
                .atMost(PATIENCE)
                .ignoreException(StaleElementReferenceException.class)
                .until(() -> {
                    find(selector).click();
                    return true;
                });
    }

    /** Presses keys where the focus is. */
    void type(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** What has the focus, by its id or else its text. */
    String focus() {
        return (String) ask("return document.activeElement.id || document.activeElement.textContent.trim()");
    }

    /** What it has complained of on its console since it was asked last, one line each. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Where it has sent requests to since it was asked last. */
    List<URI> requests() {
        List<URI> sent = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE).getAll()) {
            JsonNode message = parse(entry.getMessage()).path("message");
            String url = message.path("params").path("request").path("url").asText();
            if (message.path("method").asText().equals("Network.requestWillBeSent") && !url.startsWith("data:")) {
                sent.add(URI.create(url));
            }
        }
        return sent;
    }

    /** The serious and critical faults that axe finds in what is shown, one line each. */
    List<String> accessibilityFaults() {
        ask(Axe.SCRIPT + "; return true");
        Object found = driver.executeAsyncScript(Axe.RUN);
        return StreamSupport.stream(
                        parse((String) Objects.requireNonNull(found)).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** By how many pixels the page is wider than the screen. */
    long overhang() {
        return (Long) ask("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    /** What is in view once animations are over, as a PNG in Base64. */
    String picture() {
        driver.executeAsyncScript(
                "const done = arguments[0]; Promise.all(document.getAnimations().map(each => each.finished)).finally(() => setTimeout(done, 1500))");
        return driver.getScreenshotAs(OutputType.BASE64);
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot read what the browser says: " + json, e);
        }
    }

    @Override
    public void close() {
        try {
            driver.quit();
        } finally {
            service.stop();
        }
    }
}
