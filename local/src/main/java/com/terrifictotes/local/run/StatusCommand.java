package com.terrifictotes.local.run;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = ".totes",
            description = "The home of the run. Default: ${DEFAULT-VALUE}")
    private Path home = Path.of(".totes");

    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description = "Asks the databases of a settings file (docs/settings.md) instead of a home.")
    private @Nullable Path properties;

    @Option(names = "--json", description = "Prints JSON, for machines; instants are UTC.")
    private boolean isJson;

    @Override
    public Integer call() throws Exception {
        try (Reach reach = properties == null ? Reach.home(home) : Reach.deployment(properties)) {
            Status status = StatusReader.read(reach.settings());
            Screen.ofLines().print(isJson ? StatusJson.of(status) : StatusLines.of(status));
            return 0;
        }
    }
}
