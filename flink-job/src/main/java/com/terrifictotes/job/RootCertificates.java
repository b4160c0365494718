package com.terrifictotes.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where the certificates of those authorities are that may vouch for a database: {@code system}, {@code
 * resource:path/in/the.jar}, {@code file:/path/to/bundle.pem} or {@code aws:name-or-ARN}; all but the first are PEM, one
 * certificate or many.
 *
 * @param place where the name is looked up
 * @param name empty for the system's
 */
public record RootCertificates(Place place, String name) implements Serializable {
    static final String EXPECTED = "system, resource:<path in the jar>, file:/path/to/bundle.pem (an absolute path) or"
            + " aws:<name or ARN of a secret>, each but the first holding certificates as PEM";

    /** Where certificates can be kept. */
    public enum Place {
        SYSTEM("system"),
        RESOURCE("resource:"),
        FILE("file:"),
        SECRETS_MANAGER("aws:");

        private final String prefix;

        Place(String prefix) {
            this.prefix = prefix;
        }

        private boolean canHave(String name) {
            return switch (this) {
                case SYSTEM -> name.isEmpty();
                case RESOURCE -> !name.isBlank();
                case FILE -> name.startsWith("/");
                case SECRETS_MANAGER -> SecretsManager.isName(name);
            };
        }
    }

    public RootCertificates {
        if (!place.canHave(name)) {
            throw new IllegalArgumentException(
                    "Cannot use the root certificates \"" + place.prefix + name + "\", expected " + EXPECTED);
        }
    }

    /** The setting that names them, of a group with a URL. */
    static Option<Optional<RootCertificates>> option(String group) {
        return new Option<>(
                group,
                "tls.root-certificates",
                new OptionType<>(EXPECTED, RootCertificates::of, value -> true),
                "",
                "who may vouch for the database: with it, connections are encrypted and `sslmode=verify-full` unless the URL says `verify-ca`; without it, the URL alone says how the certificate is checked");
    }

    /** What a setting names; empty if it is empty. */
    static Optional<Optional<RootCertificates>> of(String text) {
        if (text.isEmpty()) {
            return Optional.of(Optional.empty());
        }
        for (Place place : Place.values()) {
            String name = text.startsWith(place.prefix) ? text.substring(place.prefix.length()) : null;
            if (name != null && place.canHave(name)) {
                return Optional.of(Optional.of(new RootCertificates(place, name)));
            }
        }
        return Optional.empty();
    }

    /**
     * What pgjdbc needs to be told to believe these authorities alone, and only in servers that have the name of the URL
     * unless the URL says {@code verify-ca}.
     *
     * @throws SettingsException if the certificates cannot be read
     */
    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("sslmode", "verify-full");
        if (place == Place.SYSTEM) {
            properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        } else {
            properties.setProperty("sslfactory", PemSocketFactory.class.getName());
            properties.setProperty("sslfactoryarg", checked(pem()));
        }
        return properties;
    }

    @Override
    public String toString() {
        return place.prefix + name;
    }

    private String pem() {
        return switch (place) {
            case SYSTEM -> "";
            case RESOURCE -> resource();
            case FILE -> file();
            case SECRETS_MANAGER -> SecretsManager.text(title(), name);
        };
    }

    private String resource() {
        try (InputStream resource = RootCertificates.class.getResourceAsStream("/" + name)) {
            if (resource == null) {
                throw problem("the jar has no such resource", null);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw problem("the resource cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private String file() {
        try {
            return Files.readString(Path.of(name));
        } catch (IOException e) {
            throw problem("the file cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    private String checked(String pem) {
        if (PemSocketFactory.count(pem) == 0) {
            throw problem("there is no certificate in it, expected PEM: -----BEGIN CERTIFICATE-----", null);
        }
        return pem;
    }

    private String title() {
        return "the root certificates " + this;
    }

    private SettingsException problem(String problem, @Nullable IOException cause) {
        return new SettingsException("Cannot read " + title() + ": " + problem, cause);
    }
}
