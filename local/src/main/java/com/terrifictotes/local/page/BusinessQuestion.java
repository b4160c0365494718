package com.terrifictotes.local.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The questions that everybody may ask the warehouse: the page asks the same. */
final class BusinessQuestion {

    private BusinessQuestion() {}

    /** The text of a file of {@code sql/questions}. */
    static String named(String name) {
        String path = "sql/questions/%s.sql".formatted(name);
        try (InputStream content = BusinessQuestion.class.getClassLoader().getResourceAsStream(path)) {
            byte[] text = Objects.requireNonNull(content, path).readAllBytes();
            return new String(text, StandardCharsets.UTF_8).strip().replaceFirst(";$", "");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    /** The same, asked about another one than the file does: that is a parameter then. */
    static String about(String name, String oneOfTheFile, String parameter) {
        String sql = named(name);
        if (!sql.contains(oneOfTheFile)) {
            throw new IllegalStateException("Cannot find %s in %s".formatted(oneOfTheFile, name));
        }
        return sql.replace(oneOfTheFile, parameter);
    }
}
