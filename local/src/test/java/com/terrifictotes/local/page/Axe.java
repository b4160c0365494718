package com.terrifictotes.local.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Deque's axe-core, which finds faults that shut people out: https://github.com/dequelabs/axe-core. */
final class Axe {

    /** Brings axe into a page. */
    static final String SCRIPT = script();

    /** Tells the callback of an asynchronous script of the serious and critical faults, as JSON. */
    static final String RUN = """
            const answer = arguments[arguments.length - 1];
            const serious = ["serious", "critical"];
            axe.run().then(
              result => answer(JSON.stringify(result.violations
                .filter(fault => serious.includes(fault.impact))
                .map(fault => `${fault.id}: ${fault.help}: ${fault.nodes.map(node => node.target).join(" ")}`))),
              failure => answer(JSON.stringify([String(failure)])));
            """;

    private Axe() {}

    private static String script() {
        try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script, "axe.min.js").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read axe.min.js", e);
        }
    }
}
