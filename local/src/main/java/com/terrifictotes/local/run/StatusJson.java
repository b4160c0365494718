package com.terrifictotes.local.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.terrifictotes.local.run.Status.TableStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A status as JSON: the names are those of {@link Status}, instants are ISO-8601 in UTC. */
final class StatusJson {

    private StatusJson() {}

    static String of(Status status) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("pipeline", status.pipeline());
        json.put("completeTo", text(status.completeTo()));
        json.put("publishedAt", text(status.publishedAt()));
        json.put("behindSeconds", status.behindSeconds());
        ObjectNode quarantined = json.putObject("quarantined");
        status.quarantined().forEach(quarantined::put);
        ArrayNode tables = json.putArray("tables");
        status.tables().forEach(table -> put(table, tables.addObject()));
        ArrayNode problems = json.putArray("problems");
        status.problems().forEach(problems::add);
        ArrayNode miscounted = json.putArray("miscounted");
        status.miscounted().forEach(miscounted::add);
        return json.toPrettyString();
    }

    private static void put(TableStatus table, ObjectNode json) {
        json.put("table", table.table());
        json.put("rows", table.rows());
        json.put("versions", table.versions());
        json.put("lastPublish", text(table.lastPublish()));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
