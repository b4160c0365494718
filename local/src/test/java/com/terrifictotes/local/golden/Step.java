package com.terrifictotes.local.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One transaction on totesys.
 *
 * @param number 1, 2, 3, ...: the order in which transactions begin
 * @param sql its statements, with {@code :'now'} where the instant it begins belongs
 * @param commitAfter the step behind whose cut it is committed, if it is not committed at once
 */
record Step(int number, String sql, OptionalInt commitAfter) {

    private static final Pattern FILE = Pattern.compile("(\\d+)-.+\\.sql");
    private static final Pattern LATE = Pattern.compile("^-- commit: after step (\\d+)\n");
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    /** All of a folder, in their order. */
    static List<Step> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Step::read)
                    .sorted(Comparator.comparingInt(Step::number))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Step read(Path file) {
        Matcher name = FILE.matcher(String.valueOf(file.getFileName()));
        if (!name.matches()) {
            throw new IllegalStateException("Cannot use %s as a step, expected <number>-<what>.sql".formatted(file));
        }
        try {
            String sql = Files.readString(file);
            Matcher late = LATE.matcher(sql);
            OptionalInt commitAfter =
                    late.find() ? OptionalInt.of(Integer.parseInt(late.group(1))) : OptionalInt.empty();
            return new Step(Integer.parseInt(name.group(1)), sql, commitAfter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The statements, beginning at an instant of totesys' clock in UTC. */
    String sqlAt(LocalDateTime now) {
        return sql.replace(":'now'", "'" + MILLIS.format(now) + "'");
    }
}
