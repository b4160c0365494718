package com.terrifictotes.local.run;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what the warehouse holds, and how fresh it is. */
@Command(
        name = "status",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Tells what the warehouse holds, table by table, and how far it is behind totesys.",
            "",
            "Asks a home where a run goes on, or one at rest, whose databases are then started for as long as it takes; or the databases of a deployment. Changes nothing."
        },
        footer = {"", "Example: ./local/totes status --json | jq .behindSeconds"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:told",
            "1:a database cannot be asked: the message says why",
            "2:options or settings must change: the message says which"
        })
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private Place place = new Place();

    @Option(names = "--json", description = "Prints JSON, for machines; instants are UTC.")
    private boolean isJson;

    @Override
    public Integer call() throws Exception {
        try (Reach reach = place.reach()) {
            Status status = StatusReader.read(reach.settings(), miscounted());
            Screen.ofLines().print(isJson ? StatusJson.of(status) : StatusLines.of(status));
            return 0;
        }
    }

    private List<String> miscounted() {
        return place.home().map(home -> new Miscounted(home).tables()).orElse(List.of());
    }
}
