package com.terrifictotes.local.run;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.job.SecretReference;
import com.terrifictotes.job.Settings;
import com.terrifictotes.job.WarehouseSettings;
import com.terrifictotes.local.UsageException;
import com.terrifictotes.local.warehouse.Migrated;
import com.terrifictotes.local.warehouse.Migrations;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings a deployment's warehouse to the schema that the job knows. */
@Command(
        name = "migrate",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Brings a warehouse to the schema that the job fills: makes its tables and views, or changes those of an earlier version.",
            "",
            "A step of every deployment, before the job: the job refuses to start on a schema it does not know. The warehouse of a home needs none: run does it. Harmless when there is nothing to do."
        },
        footer = {"", "Example: ./local/totes migrate --properties settings.json --secret env:WAREHOUSE_OWNER"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the schema is the newest",
            "1:the warehouse is in the way: the message says how",
            "2:options or settings must change: the message says which"
        })
final class MigrateCommand implements Callable<Integer> {

    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description =
                    "Required: the settings of the deployment (docs/settings.md); only its group Warehouse is used.")
    private @Nullable Path properties;

    @Option(
            names = "--secret",
            paramLabel = "NAME",
            description = "The secret of a role that may make tables, if the job's may not: file:… or env:….")
    private @Nullable String secret;

    @Override
    public Integer call() {
        if (properties == null) {
            throw new UsageException(
                    "Cannot migrate without the settings of a deployment, expected --properties FILE; the warehouse of a home needs none");
        }
        WarehouseSettings warehouse = Settings.read(properties).warehouse();
        if (warehouse == null) {
            throw new UsageException("Cannot migrate a warehouse: the settings have no group Warehouse");
        }
        Database database = warehouse.databaseAs(role(warehouse));
        tell(Migrations.migrate(database), database);
        return 0;
    }

    private SecretReference role(WarehouseSettings warehouse) {
        try {
            return secret == null ? warehouse.secret() : SecretReference.of(secret);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--secret: " + e.getMessage(), e);
        }
    }

    private static void tell(Migrated migrated, Database database) {
        String sentence = migrated.isUnchanged()
                ? "The warehouse %s is of version %d, the newest: nothing to do"
                        .formatted(database.address(), migrated.to())
                : "The warehouse %s went from version %d to %d"
                        .formatted(database.address(), migrated.from(), migrated.to());
        Screen.ofLines().print(sentence);
    }
}
