package com.terrifictotes.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a secret, never its contents: {@code aws:name-or-ARN}, {@code file:/path/to/secret.json} or {@code
 * env:NAME}, each holding JSON as RDS keeps it, {@code {"username":"…","password":"…"}}; other fields are left alone.
 *
 * @param place where the name is looked up
 * @param name the name or the ARN of the secret, the absolute path of the file, or the name of the environment variable
 */
public record SecretReference(Place place, String name) implements Serializable {
    static final String EXPECTED = "aws:<name or ARN>, file:/path/to/secret.json (an absolute path) or env:NAME,"
            + " each holding {\"username\":\"…\",\"password\":\"…\"}";

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Where a secret can be kept. */
    public enum Place {
        SECRETS_MANAGER("aws:"),
        FILE("file:"),
        ENVIRONMENT("env:");

        private final String prefix;

        Place(String prefix) {
            this.prefix = prefix;
        }

        private boolean canHave(String name) {
            return switch (this) {
                case SECRETS_MANAGER -> SecretsManager.isName(name);
                case FILE -> isAbsolutePath(name);
                case ENVIRONMENT -> VARIABLE.matcher(name).matches();
            };
        }
    }

    public SecretReference {
        if (!place.canHave(name)) {
            throw unusable();
        }
    }

    /**
     * The secret that a setting names.
     *
     * @throws IllegalArgumentException if the text has neither form; the message does not repeat it
     */
    public static SecretReference of(String text) {
        for (Place place : Place.values()) {
            if (text.startsWith(place.prefix)) {
                return new SecretReference(place, text.substring(place.prefix.length()));
            }
        }
        throw unusable();
    }

    /**
     * Reads the secret as it is now.
     *
     * @throws SettingsException if there is no such secret, or it is not as expected; the contents are not repeated
     */
    public Credentials fetch() {
        return fetch(System::getenv);
    }

    /** @param environment the value of an environment variable, or null if it is not set */
    Credentials fetch(Function<String, @Nullable String> environment) {
        JsonNode secret = switch (place) {
            case SECRETS_MANAGER -> Json.ofText(title(), SecretsManager.text(title(), name));
            case FILE -> Json.ofFile(title(), Path.of(name));
            case ENVIRONMENT -> variable(environment);
        };
        return new Credentials(field(secret, "username"), field(secret, "password"));
    }

    @Override
    public String toString() {
        return place.prefix + name;
    }

    private JsonNode variable(Function<String, @Nullable String> environment) {
        String text = environment.apply(name);
        if (text == null) {
            throw problem("the environment variable is not set");
        }
        return Json.ofText(title(), text);
    }

    private String field(JsonNode secret, String field) {
        JsonNode value = secret.path(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw problem(
                    "\"" + field + "\" is missing or not a text, expected {\"username\":\"…\",\"password\":\"…\"}");
        }
        return value.textValue();
    }

    private String title() {
        return "the secret " + this;
    }

    private SettingsException problem(String problem) {
        return new SettingsException("Cannot read " + title() + ": " + problem, null);
    }

    private static boolean isAbsolutePath(String name) {
        try {
            return Path.of(name).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static IllegalArgumentException unusable() {
        return new IllegalArgumentException(
                "Cannot use this name of a secret (not shown, it may be the secret)," + " expected " + EXPECTED);
    }
}
