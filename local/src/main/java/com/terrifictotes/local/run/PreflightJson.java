package com.terrifictotes.local.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.terrifictotes.local.preflight.Finding;
import com.terrifictotes.local.preflight.Finding.Level;
import com.terrifictotes.local.preflight.Section;
import java.util.List;
import java.util.Locale;

/** What a preflight found, as JSON. */
final class PreflightJson {

    private PreflightJson() {}

    static String of(List<Section> sections) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("problems", PreflightCommand.count(sections, Level.PROBLEM));
        json.put("advice", PreflightCommand.count(sections, Level.ADVICE));
        ArrayNode array = json.putArray("sections");
        for (Section section : sections) {
            ObjectNode object = array.addObject();
            object.put("title", section.title());
            ArrayNode findings = object.putArray("findings");
            section.findings().forEach(finding -> put(finding, findings.addObject()));
        }
        return json.toPrettyString();
    }

    private static void put(Finding finding, ObjectNode json) {
        json.put("level", finding.level().name().toLowerCase(Locale.ROOT));
        json.put("text", finding.text());
    }
}
