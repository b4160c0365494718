package com.terrifictotes.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Settings as a user gives them, in the format of the service:
 * {@code [{"PropertyGroupId": "Source", "PropertyMap": {"url": "…"}}, …]}. Groups that are meant for the service itself
 * are left alone: their names begin with {@value #OF_THE_SERVICE}.
 *
 * @param texts the values by group and key, in the order of the file
 * @param refused names of settings, such as {@code Source: url}, whose value is not a text
 * @param problems what is wrong with the form of the file, a line each
 */
record PropertyGroups(Map<String, Map<String, String>> texts, Set<String> refused, List<String> problems) {
    private static final String GROUP = "PropertyGroupId";
    private static final String PROPERTIES = "PropertyMap";
    private static final String OF_THE_SERVICE = "kinesis.analytics.";
    private static final String EXPECTED = "[{\"" + GROUP + "\": \"…\", \"" + PROPERTIES + "\": {…}}, …]";

    static PropertyGroups of(JsonNode root) {
        PropertyGroups groups = new PropertyGroups(new LinkedHashMap<>(), new HashSet<>(), new ArrayList<>());
        if (root.isArray()) {
            root.forEach(groups::addGroup);
        } else {
            groups.problems.add("the file does not hold a list of groups, expected " + EXPECTED);
        }
        return groups;
    }

    private void addGroup(JsonNode group) {
        String name = group.path(GROUP).asText();
        JsonNode properties = group.path(PROPERTIES);
        if (name.startsWith(OF_THE_SERVICE)) {
            return;
        }
        if (!group.path(GROUP).isTextual() || !properties.isObject() || group.size() != 2) {
            problems.add("group %s: has the fields %s, expected %s (a text) and %s (an object)"
                    .formatted(name, fields(group), GROUP, PROPERTIES));
        } else if (texts.containsKey(name)) {
            problems.add(name + ": the group is given twice, expected all its keys in one");
        } else {
            Map<String, String> values = new LinkedHashMap<>();
            texts.put(name, values);
            properties.properties().forEach(property -> addValue(name, values, property));
        }
    }

    private void addValue(String group, Map<String, String> values, Map.Entry<String, JsonNode> property) {
        if (property.getValue().isTextual()) {
            values.put(property.getKey(), property.getValue().textValue());
        } else {
            String name = group + ": " + property.getKey();
            refused.add(name);
            problems.add(name + ": is not a text, expected its value in quotes");
        }
    }

    private static Set<String> fields(JsonNode group) {
        Set<String> names = new TreeSet<>();
        group.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
