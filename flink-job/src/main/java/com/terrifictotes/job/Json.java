package com.terrifictotes.job;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that may hold a password: a problem is told by its place and never by a piece of the text, nor is the
 * parser's own exception chained, because it quotes what it stumbled over.
 */
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private Json() {}

    /**
     * The contents of a file.
     *
     * @param what what the file is, for the message: "the settings in /etc/…"
     * @throws SettingsException if there is no such file, or it is not JSON
     */
    static JsonNode ofFile(String what, Path file) {
        try {
            return ofText(what, Files.readString(file));
        } catch (NoSuchFileException e) {
            throw problem(what, "there is no such file", e);
        } catch (CharacterCodingException e) {
            throw problem(what, "the file is not UTF-8 text", null);
        } catch (IOException e) {
            throw problem(what, "the file cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    /** @throws SettingsException if the text is not one JSON value, or gives a key of an object twice */
    static JsonNode ofText(String what, String text) {
        try (JsonParser parser = MAPPER.createParser(text)) {
            JsonNode node = MAPPER.readTree(parser);
            if (node == null) {
                throw problem(what, "it is empty, expected JSON", null);
            }
            if (parser.nextToken() != null) {
                throw problem(what, "text goes on after the end" + at(parser.currentTokenLocation()), null);
            }
            return node;
        } catch (StreamReadException e) {
            throw problem(what, "it is not JSON" + at(e.getLocation()), null);
        } catch (JsonProcessingException e) {
            throw problem(what, "a key is given twice" + at(e.getLocation()), null);
        } catch (IOException e) {
            throw problem(what, "it is not JSON", null);
        }
    }

    private static String at(@Nullable JsonLocation place) {
        return place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }

    private static SettingsException problem(String what, String problem, @Nullable IOException cause) {
        return new SettingsException("Cannot read " + what + ": " + problem, cause);
    }
}
