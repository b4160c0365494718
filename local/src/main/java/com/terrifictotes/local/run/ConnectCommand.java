package com.terrifictotes.local.run;

import com.terrifictotes.job.Settings;
import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.UsageException;
import com.terrifictotes.local.postgres.PasswordFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells how other programs reach the warehouse, to read it, and the lake. */
@Command(
        name = "connect",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Tells where the warehouse is, and who may read it, in the words of a shell: psql, Python and all else that uses libpq then connect without an option.",
            "",
            "Of a home where a run goes on, as its role totes_analyst, whose password it writes to a file that only you can read. Of a deployment, without the user; of one that has no warehouse, where its lake is. docs/connect.md says how each tool uses it."
        },
        footer = {"", "Example: eval \"$(./local/totes connect)\" && psql -c 'SELECT * FROM etl.ledger'"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:told",
            "1:no run goes on in the home: the message says so",
            "2:options or settings must change: the message says which"
        })
final class ConnectCommand implements Callable<Integer> {

    @Mixin
    private Place place = new Place();

    @Override
    public Integer call() {
        ConnectLines lines = place.home().map(ConnectCommand::ofRun).orElseGet(() -> ConnectLines.of(place.settings()));
        Screen.ofLines().print(lines.text());
        return 0;
    }

    private static ConnectLines ofRun(Path home) {
        requireRun(home);
        return ConnectLines.of(Settings.read(Home.settings(home)))
                .as(HomeWarehouse.ANALYST, PasswordFile.beside(Home.analystSecret(home)));
    }

    /** The ports of a home are those of its run: without one there is nothing to connect to. */
    private static void requireRun(Path folder) {
        Path home = folder.toAbsolutePath().normalize();
        if (!Home.isMade(folder)) {
            throw new UsageException(
                    "Cannot find a pipeline in %s, expected the --home of a run, or --properties".formatted(home));
        }
        Optional<Home> taken = Home.tryTake(folder);
        taken.ifPresent(Home::close);
        if (taken.isPresent() || !Files.exists(Home.settings(folder))) {
            throw new EnvironmentException(
                    "Cannot connect to the warehouse in %s: it does not run, expected ./local/totes run to go on meanwhile"
                            .formatted(home));
        }
    }
}
