package com.terrifictotes.local.run;

import com.terrifictotes.local.preflight.Finding.Level;
import com.terrifictotes.local.preflight.Preflight;
import com.terrifictotes.local.preflight.Section;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells, before a pipeline runs, whether it can. */
@Command(
        name = "preflight",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Looks whether a pipeline can run as its settings say, and tells everything that is in the way at once.",
            "",
            "totesys: version, tables, types, grants, primary keys, transaction ids, what the star needs, indexes, clock, open writers, standby. Lake: an upload in parts. Warehouse: schema, grants, ledger. Changes nothing, but writes a hidden file to each zone of the lake and deletes it."
        },
        footer = {"", "Example: ./local/totes preflight --properties settings.json"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the pipeline can run; there may be advice",
            "1:something is in the way: the lines marked PROBLEM say what, and what to do",
            "2:options or settings must change: the message says which"
        })
final class PreflightCommand implements Callable<Integer> {

    @Mixin
    private Place place = new Place();

    @Option(names = "--json", description = "Prints JSON, for machines.")
    private boolean isJson;

    @Override
    public Integer call() throws Exception {
        try (Reach reach = place.reach()) {
            List<Section> sections = Preflight.of(reach.settings());
            Screen.ofLines().print(isJson ? PreflightJson.of(sections) : PreflightLines.of(sections));
            return count(sections, Level.PROBLEM) == 0 ? 0 : 1;
        }
    }

    static long count(List<Section> sections, Level level) {
        return sections.stream().mapToLong(section -> section.count(level)).sum();
    }
}
