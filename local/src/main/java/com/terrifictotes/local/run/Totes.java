package com.terrifictotes.local.run;

import com.terrifictotes.catalog.UserException;
import java.nio.file.Path;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command {@code totes}. */
@Command(
        name = "totes",
        mixinStandardHelpOptions = true,
        version = "totes 0.1.0",
        description = "Takes totesys to a data lake and a warehouse, on this machine.",
        subcommands = {
            PreflightCommand.class,
            PlanCommand.class,
            BenchCommand.class,
            RunCommand.class,
            StatusCommand.class,
            ConnectCommand.class,
            SqlCommand.class,
            ReconcileCommand.class,
            RebuildCommand.class,
            MigrateCommand.class,
            HelpCommand.class
        },
        footer = {"", "totes help COMMAND explains a command.", "", "Example: ./local/totes run"})
public final class Totes {

    private static final int FAILED = 1;

    private Totes() {}

    /** Runs a command and ends the program with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        System.setProperty("totes.log", log(arguments).toString());
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        CommandLine totes = new CommandLine(new Totes())
                .setExecutionExceptionHandler(Totes::tell)
                .setUsageHelpAutoWidth(true);
        Objects.requireNonNull(totes.getSubcommands().get("help"), "help")
                .getCommandSpec()
                .usageMessage()
                .footer("", "Example: ./local/totes help run");
        return totes;
    }

    /** The log is known before the options are read, because logging begins before. */
    private static Path log(String... arguments) {
        Path home = Path.of(".totes");
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--home") && i + 1 < arguments.length) {
                home = Path.of(arguments[i + 1]);
            } else if (arguments[i].startsWith("--home=")) {
                home = Path.of(arguments[i].substring("--home=".length()));
            }
        }
        return Home.log(home);
    }

    private static int tell(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println(command.getColorScheme().errorText(message(failure)));
        return failure instanceof UserException user ? user.exitCode() : FAILED;
    }

    private static String message(Exception failure) {
        return failure instanceof UserException
                ? String.valueOf(failure.getMessage())
                : "This is a fault of totes itself, see the log: " + failure;
    }
}
