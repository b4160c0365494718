package com.terrifictotes.local.run;

import com.terrifictotes.job.SecretReference;
import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.UsageException;
import com.terrifictotes.local.sql.FlinkSql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks the lake and the databases in Flink SQL. */
@Command(
        name = "sql",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Asks the lake, the warehouse and totesys in Flink SQL.",
            "",
            "Without -e or -f it is Flink's own SQL client: type statements, end each with a semicolon; QUIT; leaves. The tables are there already, in the databases `raw`, processed, warehouse and totesys: SHOW TABLES IN processed; names them. raw is a word of Flink's own and wants its quotes. The lake's tables are in the first database, too, by their names in Athena: raw_staff, dim_staff."
        },
        footer = {
            "",
            "Examples: ./local/totes sql",
            "          ./local/totes sql -e 'SELECT * FROM dim_staff LIMIT 5'",
            "          ./local/totes sql --output csv -f sql/questions/lake/staff-as-it-was.sql > staff.csv"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all statements ran",
            "1:a statement failed, or a database cannot be asked: the message says why",
            "2:options or settings must change: the message says which",
            "130, 143:ended by Ctrl-C or a kill"
        })
final class SqlCommand implements Callable<Integer> {

    /** How an answer is printed. */
    enum Output {
        table,
        csv
    }

    @Mixin
    private Place place = new Place();

    @ArgGroup(exclusive = true)
    private @Nullable Script script;

    /** What is run, if nobody types. */
    static final class Script {
        @Option(
                names = {"-e", "--execute"},
                paramLabel = "SQL",
                description = "Runs statements, separated by semicolons, and ends.")
        private @Nullable String text;

        @Option(
                names = {"-f", "--file"},
                paramLabel = "FILE",
                description = "Runs the statements of a file, and ends.")
        private @Nullable Path file;
    }

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "table",
            description =
                    "Of answers to -e and -f: ${COMPLETION-CANDIDATES}. Standard output holds nothing else. Default: ${DEFAULT-VALUE}")
    private Output output = Output.table;

    @Override
    public Integer call() throws Exception {
        Path program = program();
        Path file = script == null ? null : script.file;
        if (file != null && !Files.isReadable(file)) {
            throw new UsageException("Cannot read the statements: %s, expected a file".formatted(file));
        }
        EndSignal signal = script == null ? EndSignal.listenButForCtrlC() : EndSignal.listen();
        try (Reach reach = place.reach()) {
            Path room = room();
            try {
                SecretReference analyst = place.home()
                        .map(home -> SecretReference.of("file:" + Home.analystSecret(home)))
                        .orElse(null);
                FlinkSql sql = FlinkSql.prepare(program, room, reach.settings(), analyst);
                signal.endBy(sql::end);
                return signal.exitCode(run(sql, room, file));
            } finally {
                FileUtils.deleteDirectoryQuietly(room.toFile());
            }
        }
    }

    private int run(FlinkSql sql, Path room, @Nullable Path file) throws IOException, InterruptedException {
        if (script == null) {
            return sql.talk();
        }
        return sql.run(file == null ? Files.writeString(room.resolve("typed.sql"), script.text) : file, output.name());
    }

    private static Path program() {
        String folder = System.getProperty("totes.sql", "");
        Path program = Path.of(folder).toAbsolutePath();
        if (folder.isEmpty() || !Files.isDirectory(program.resolve("lib"))) {
            throw new EnvironmentException(
                    "Cannot find Flink SQL in %s, expected it to be built: start this by ./local/totes"
                            .formatted(program));
        }
        return program;
    }

    private static Path room() {
        try {
            return Files.createTempDirectory("totes-sql-");
        } catch (IOException e) {
            throw new EnvironmentException("Cannot make a folder for temporary files: " + e, e);
        }
    }
}
