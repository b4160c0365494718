package com.terrifictotes.local.run;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.job.ConnectionException;
import com.terrifictotes.job.Settings;
import com.terrifictotes.source.ReadingOptions;
import com.terrifictotes.source.ReadingPlan;
import com.terrifictotes.source.ReadingPlan.PlannedTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells how totesys will be read, and about how long that takes. */
@Command(
        name = "plan",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Tells of each table of totesys how a pipeline will read it, and about how many rows and bytes that are and how many seconds of one connection.",
            "",
            "Reads up to 50,000 rows of each to learn how fast that goes. Writes nothing."
        },
        footer = {"", "Example: ./local/totes plan --properties settings.json"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:told",
            "1:totesys cannot be asked: the message says why",
            "2:options, settings or totesys must change: the message says how"
        })
final class PlanCommand implements Callable<Integer> {

    private static final long MOST_ROWS = 50_000;

    @Mixin
    private Place place = new Place();

    @Option(names = "--json", description = "Prints JSON, for machines.")
    private boolean isJson;

    @Override
    public Integer call() throws Exception {
        try (Reach reach = place.reach()) {
            Settings settings = reach.settings();
            List<PlannedTable> tables = plan(settings);
            Screen.ofLines().print(isJson ? PlanTables.json(tables) : PlanTables.lines(tables, settings.reading()));
            return 0;
        }
    }

    private static List<PlannedTable> plan(Settings settings) {
        Database totesys = settings.source().database();
        ReadingOptions options = settings.reading();
        try (Connection connection = totesys.connect()) {
            SourceCatalog catalog = SourceCatalog.discover(connection, options.namespace(), options.excluded());
            return ReadingPlan.make(connection, catalog, options, MOST_ROWS);
        } catch (SQLException e) {
            throw ConnectionException.of("totesys", totesys, e);
        }
    }
}
