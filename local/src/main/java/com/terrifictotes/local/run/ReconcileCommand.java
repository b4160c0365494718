package com.terrifictotes.local.run;

import com.terrifictotes.job.ConnectionException;
import com.terrifictotes.job.Settings;
import com.terrifictotes.job.WarehouseSettings;
import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.UsageException;
import com.terrifictotes.local.lake.LatestRows;
import com.terrifictotes.local.lake.RawChanges;
import com.terrifictotes.reconcile.Patience;
import com.terrifictotes.reconcile.Reconciliation;
import com.terrifictotes.reconcile.Report;
import com.terrifictotes.reconcile.Sides;
import com.terrifictotes.warehouse.WarehouseSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Proves that nothing is lost, doubled or altered, or says where it is. */
@Command(
        name = "reconcile",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Compares totesys with the warehouse and with the raw zone: every row, every column, at one cut.",
            "",
            "Compares a home where a run goes on, or one at rest, whose databases are then started for as long as it takes; or a deployment. Trade may go on meanwhile. Changes nothing."
        },
        footer = {"", "Example: ./local/totes reconcile --json | jq .mismatches"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all of totesys is in both, and nothing else is",
            "1:something differs, or something is in the way of comparing: the message says what",
            "2:options or settings must change: the message says which"
        })
final class ReconcileCommand implements Callable<Integer> {

    @Mixin
    private Place place = new Place();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many differences of each table are told one by one. Default: ${DEFAULT-VALUE}")
    private int limit = 10;

    @Option(
            names = "--wait",
            paramLabel = "PERIOD",
            defaultValue = "PT2M",
            description =
                    "How long the pipeline may take to publish what totesys holds. PT0S if the pipeline does not run: then what there is is compared. Default: ${DEFAULT-VALUE}")
    private Duration longestWait = Duration.ofMinutes(2);

    @Option(names = "--json", description = "Prints JSON, for machines; instants are UTC.")
    private boolean isJson;

    @Override
    public Integer call() throws Exception {
        if (limit < 0 || longestWait.isNegative()) {
            throw new UsageException(
                    "Cannot use --limit %d --wait %s, expected nothing below 0".formatted(limit, longestWait));
        }
        try (Reach reach = place.reach()) {
            Report report = compare(reach.settings(), reach.isAtRest());
            Screen.ofLines().print(isJson ? ReportJson.of(report) : ReportLines.of(report));
            return report.mismatches() == 0 ? 0 : 1;
        }
    }

    private Report compare(Settings settings, boolean isAtRest) throws InterruptedException {
        Patience patience = isAtRest ? Patience.atRest() : Patience.ofWait(longestWait);
        Path room = Path.of(System.getProperty("java.io.tmpdir"));
        try (Reconciliation comparison = new Reconciliation(
                        sides(settings), patience, limit, new ComparisonProgress(Screen.ofProgress()));
                RawChanges changes = RawChanges.open(settings.lake().rawPath(), room)) {
            return comparison.run(new LatestRows(changes, limit));
        } catch (SQLException | IOException e) {
            throw new EnvironmentException("Cannot compare: " + e.getMessage(), e);
        }
    }

    private static Sides sides(Settings settings) {
        WarehouseSettings warehouse = settings.warehouse();
        if (warehouse == null) {
            throw new UsageException(
                    "Cannot compare totesys with a warehouse: the settings have no group Warehouse, whose ledger names the cut");
        }
        try (Connection connection = warehouse.database().connect()) {
            WarehouseSchema.require(connection);
        } catch (SQLException e) {
            throw ConnectionException.of("the warehouse", warehouse.database(), e);
        }
        return settings.sides();
    }
}
