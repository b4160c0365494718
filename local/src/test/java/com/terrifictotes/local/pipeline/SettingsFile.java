package com.terrifictotes.local.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.terrifictotes.local.postgres.Credentials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The files a job is configured with. */
public final class SettingsFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SettingsFile() {}

    /** Writes properties by group and key. */
    public static void write(Path file, Map<String, Map<String, String>> groups) throws IOException {
        List<Map<String, Object>> written = groups.entrySet().stream()
                .map(group ->
                        Map.<String, Object>of("PropertyGroupId", group.getKey(), "PropertyMap", group.getValue()))
                .toList();
        JSON.writeValue(file.toFile(), written);
    }

    /** Writes the user and the password of a database. */
    public static void writeSecret(Path file, Credentials user) throws IOException {
        JSON.writeValue(file.toFile(), Map.of("username", user.username(), "password", user.password()));
    }
}
