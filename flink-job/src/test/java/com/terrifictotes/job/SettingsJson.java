package com.terrifictotes.job;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings as a user writes them, built key by key; starts with the required ones alone. */
final class SettingsJson {
    static final String URL = "jdbc:postgresql://db.example.org:5432/totesys";
    static final String SECRET = "env:TOTESYS_SECRET";
    static final String RAW_PATH = "s3a://lake/raw";

    private final Map<String, Map<String, String>> groups = new LinkedHashMap<>();

    static SettingsJson required() {
        return empty().with("Source", "url", URL)
                .with("Source", "secret", SECRET)
                .with("Lake", "raw.path", RAW_PATH);
    }

    static SettingsJson empty() {
        return new SettingsJson();
    }

    SettingsJson with(String group, String key, String value) {
        groups.computeIfAbsent(group, name -> new LinkedHashMap<>()).put(key, value);
        return this;
    }

    Settings read() {
        return Settings.of("settings.json", array());
    }

    ArrayNode array() {
        ArrayNode array = new JsonMapper().createArrayNode();
        groups.forEach((name, values) -> {
            ObjectNode group = array.addObject().put("PropertyGroupId", name);
            ObjectNode properties = group.putObject("PropertyMap");
            values.forEach(properties::put);
        });
        return array;
    }
}
