package com.terrifictotes.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a consumer has that leaves out repetitions: all changes of each row, in the order of their first arrival. */
public final class ReceivedFeed {

    private final Map<String, List<JsonNode>> changes = new HashMap<>();
    private final int repetitions;

    private ReceivedFeed(List<JsonNode> records) {
        int repeated = 0;
        for (JsonNode record : records) {
            repeated += isRepetition(record) ? 1 : 0;
        }
        repetitions = repeated;
    }

    /**
     * What is in the records.
     *
     * @throws AssertionError if the changes of a row are not 1, 2, 3, ... in this order, or a repetition says anything
     *     else than what it repeats
     */
    public static ReceivedFeed of(List<JsonNode> records) {
        return new ReceivedFeed(records);
    }

    /** How many records were there before. */
    public int repetitions() {
        return repetitions;
    }

    /** How many changes there are. */
    public int size() {
        return changes.values().stream().mapToInt(List::size).sum();
    }

    /** The changes of a table, a line each: {@code key version operation cut last_updated}. */
    public Set<String> lines(String table) {
        Set<String> lines = new TreeSet<>();
        changes.values().stream()
                .flatMap(List::stream)
                .filter(change -> change.get("table").asText().equals(table))
                .forEach(change -> lines.add(line(change)));
        return lines;
    }

    private static String line(JsonNode change) {
        String updated = change.path("row").path("last_updated").asText("null");
        return "%s %d %s %s %s"
                .formatted(
                        change.get("key").elements().next().asText(),
                        change.get("version").asInt(),
                        change.get("op").asText(),
                        change.get("cut").asText(),
                        updated.isEmpty() ? "null" : updated);
    }

    private boolean isRepetition(JsonNode record) {
        String row = record.get("table").asText() + record.get("key");
        List<JsonNode> known = changes.computeIfAbsent(row, key -> new ArrayList<>());
        int version = record.get("version").asInt();
        if (version <= known.size()) {
            assertThat(record).as("a repetition").isEqualTo(known.get(version - 1));
            return true;
        }
        assertThat(version).as("behind %s", known).isEqualTo(known.size() + 1);
        return !known.add(record);
    }
}
