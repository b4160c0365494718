package com.terrifictotes.local.run;

import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.UsageException;
import com.terrifictotes.local.bench.Bench;
import com.terrifictotes.local.bench.BenchCase;
import com.terrifictotes.local.bench.BenchPlan;
import com.terrifictotes.local.bench.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Measures the pipeline on this machine. */
@Command(
        name = "bench",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Measures the pipeline on this machine, beside the least that can be done (COPY from Postgres to Postgres) and beside what Flink brings along.",
            "",
            "Ratios are taken within a run: a machine that is busy makes all of its cases slower. Databases of each size stay in the home, to be measured with again."
        },
        footer = {
            "",
            "Examples: ./local/totes bench --orders 200000 --runs 1",
            "          ./local/totes bench --cases growth --growth 1000000,10000000"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:measured",
            "1:something around the program is in the way: the message says what",
            "2:options must change: the message says which"
        })
final class BenchCommand implements Callable<Integer> {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = ".totes-bench",
            description = "Where the databases are. Default: ${DEFAULT-VALUE}")
    private Path home = Path.of(".totes-bench");

    @Option(
            names = "--orders",
            paramLabel = "N",
            defaultValue = "2000000",
            description = "So many orders, each with its payment and its transaction. Default: ${DEFAULT-VALUE}")
    private long orders = 2_000_000;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each load is made; medians are told. Default: ${DEFAULT-VALUE}")
    private int runs = 3;

    @Option(
            names = "--cases",
            paramLabel = "CASE",
            split = ",",
            converter = CaseName.class,
            description =
                    "What is measured, with commas between: floor, first-load, lake-only, stock, changes, idle, freshness, recovery, growth. Default: all but growth")
    private Set<BenchCase> cases = EnumSet.complementOf(EnumSet.of(BenchCase.GROWTH));

    @Option(
            names = "--growth",
            paramLabel = "N",
            split = ",",
            defaultValue = "1000000,10000000",
            description = "Numbers of orders that the case growth compares. Default: ${DEFAULT-VALUE}")
    private List<Long> growth = List.of();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Where the figures of each run go. Default: bench.json in the home")
    private @Nullable Path json;

    /** A case as it is typed. */
    static final class CaseName implements ITypeConverter<BenchCase> {
        @Override
        public BenchCase convert(String typed) {
            try {
                return BenchCase.valueOf(typed.toUpperCase(Locale.ROOT).replace('-', '_'));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("expected one of %s but was '%s'"
                        .formatted(
                                EnumSet.allOf(BenchCase.class).stream()
                                        .map(known -> known.name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-'))
                                        .collect(Collectors.joining(", ")),
                                typed));
            }
        }
    }

    @Override
    public Integer call() throws Exception {
        if (orders < 1 || runs < 1 || growth.stream().anyMatch(size -> size < 1)) {
            throw new UsageException("Cannot measure with --orders %d, --runs %d, --growth %s; expected 1 or more"
                    .formatted(orders, runs, growth));
        }
        Screen screen = Screen.ofLines();
        try (Home taken = Home.take(home)) {
            BenchPlan plan = new BenchPlan(taken.folder(), orders, runs, cases, growth);
            Report report = new Bench(plan, LoadProgress.filling(Screen.ofProgress(), () -> {}), screen::print).run();
            Path file = json == null ? taken.folder().resolve("bench.json") : json;
            write(file, report.json());
            screen.print(report.table());
            screen.print("Each run: " + file);
            return 0;
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text + System.lineSeparator());
        } catch (IOException e) {
            throw new EnvironmentException("Cannot write " + file, e);
        }
    }
}
