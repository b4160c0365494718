package com.terrifictotes.local.run;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.job.SecretReference;
import com.terrifictotes.job.Settings;
import com.terrifictotes.job.WarehouseSettings;
import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.UsageException;
import com.terrifictotes.local.flink.Board;
import com.terrifictotes.local.rebuild.Rebuild;
import com.terrifictotes.local.rebuild.TableDifference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the warehouse again from the raw zone, and tells whether the live one is the same. */
@Command(
        name = "rebuild",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Makes the warehouse again from the raw zone alone, and compares the live one with it, row by row.",
            "",
            "It is made on a server of its own, which is gone afterwards: the live warehouse is only read. With --swap, what differs is then replaced in the live warehouse, in one transaction. The job has to be stopped for that, behind a savepoint: else the last files of the raw zone may not be visible yet.",
            "",
            "After a warehouse was lost: make an empty database, migrate, and start the job. It is refused, and says which publish it expects. Rebuild with --swap and --continue, and start the job again."
        },
        footer = {
            "",
            "Examples: ./local/totes rebuild",
            "          ./local/totes rebuild --properties settings.json --swap --continue 5f0c7a52-8f0e-4b5e-9a6f-0f7c1f0d2a11"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the warehouse is what the raw zone says, or was made so by --swap",
            "1:they differ, or something is in the way: the message says what",
            "2:options or settings must change: the message says which"
        })
final class RebuildCommand implements Callable<Integer> {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = ".totes",
            description =
                    "The home of the run; with --properties, a folder with room for a warehouse. Default: ${DEFAULT-VALUE}")
    private Path home = Path.of(".totes");

    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description = "Rebuilds the warehouse of a settings file (docs/settings.md) instead of that of a home.")
    private @Nullable Path properties;

    @Option(
            names = "--secret",
            paramLabel = "NAME",
            description = "The secret of the role to use in the live warehouse, if not the job's: file:… or env:….")
    private @Nullable String secret;

    @Option(names = "--swap", description = "Replaces what differs in the live warehouse.")
    private boolean isSwapped;

    @Option(
            names = "--continue",
            paramLabel = "ID",
            description =
                    "With --swap into a new warehouse: the publish that the job expects there. Without it no job can publish to it.")
    private @Nullable UUID continued;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "2",
            description = "Of the job that makes it. Default: ${DEFAULT-VALUE}")
    private int parallelism = 2;

    private final Screen screen = new Screen(System.out, System.err, CommandLine.Help.Ansi.AUTO.enabled());

    @Override
    public Integer call() throws Exception {
        try (Reach reach = properties == null ? Reach.home(home) : Reach.deployment(properties)) {
            requireStopped(reach);
            Path room = room();
            try {
                return rebuild(reach.settings(), room);
            } finally {
                FileUtils.deleteDirectoryQuietly(room.toFile());
            }
        }
    }

    private int rebuild(Settings settings, Path room) {
        try (Rebuild rebuild = Rebuild.begin(settings.pipeline().name(), warehouse(settings), room)) {
            requireFitting(rebuild);
            screen.print("Rebuilding from %s%s"
                    .formatted(
                            settings.lake().rawPath(),
                            rebuild.upTo().map(cut -> ", up to cut " + cut).orElse("")));
            RebuildProgress progress = new RebuildProgress(Board.ofThisJvm(), screen);
            rebuild.fill(settings.lake().rawPath(), parallelism, progress::tell);
            progress.tellAll();
            List<TableDifference> differences = rebuild.compare();
            screen.print(DifferenceLines.of(differences));
            return end(rebuild, differences);
        }
    }

    private int end(Rebuild rebuild, List<TableDifference> differences) {
        boolean isSame = differences.stream().allMatch(TableDifference::isNone);
        if (isSwapped && (!isSame || rebuild.isLiveNew())) {
            rebuild.swap(Optional.ofNullable(continued));
            screen.print("What differed is now in the warehouse as it was rebuilt");
            return 0;
        }
        screen.print(
                isSame
                        ? "The warehouse is what the raw zone says"
                        : "The warehouse is not what the raw zone says; --swap replaces what differs");
        return isSame ? 0 : 1;
    }

    private void requireFitting(Rebuild rebuild) {
        if (continued != null && !(isSwapped && rebuild.isLiveNew())) {
            throw new UsageException(
                    "Cannot continue after publish %s: expected --swap and a warehouse that nobody has published to"
                            .formatted(continued));
        }
        if (parallelism < 1 || parallelism > 128) {
            throw new UsageException("Cannot use --parallelism %d, expected 1 to 128".formatted(parallelism));
        }
    }

    private void requireStopped(Reach reach) {
        if (isSwapped && properties == null && !reach.isAtRest()) {
            throw new UsageException(
                    "Cannot swap the content of the warehouse in %s: a run goes on there, expected it to be stopped first"
                            .formatted(home.toAbsolutePath().normalize()));
        }
        if (isSwapped && properties == null && continued == null && !reach.hasStopped()) {
            throw new UsageException(
                    "Cannot swap the content of the warehouse in %s: the last run there was not stopped but broke off, and files of the raw zone may not be visible yet; expected a run that was stopped (Ctrl-C) since"
                            .formatted(home.toAbsolutePath().normalize()));
        }
    }

    private Path room() {
        try {
            return Files.createDirectories(home.toAbsolutePath().normalize().resolve("rebuild"));
        } catch (IOException e) {
            throw new EnvironmentException("Cannot make room for a warehouse in %s: %s".formatted(home, e), e);
        }
    }

    private Database warehouse(Settings settings) {
        WarehouseSettings warehouse = settings.warehouse();
        if (warehouse == null) {
            throw new UsageException("Cannot rebuild a warehouse: the settings have no group Warehouse");
        }
        try {
            return warehouse.databaseAs(secret == null ? warehouse.secret() : SecretReference.of(secret));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--secret: " + e.getMessage(), e);
        }
    }
}
