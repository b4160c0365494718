package com.terrifictotes.job;

import static com.terrifictotes.job.OptionType.duration;

import com.terrifictotes.catalog.Database;
import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The database totesys and how it is read.
 *
 * @param secret names the user and the password
 * @param authorities who has to vouch for the database; null if its certificate is checked as its URL says
 * @param schema the schema whose tables are taken
 * @param excludedTables tables of the schema that are not data
 * @param pollInterval from the start of one cut to the start of the next
 * @param timeouts how long the database may keep the job waiting
 * @param retry what happens when the database cannot be reached
 * @param largeTables how tables are read that are too large to be read in one go
 */
public record SourceSettings(
        PostgresUrl url,
        SecretReference secret,
        @Nullable RootCertificates authorities,
        String schema,
        Set<String> excludedTables,
        Duration pollInterval,
        Timeouts timeouts,
        Retry retry,
        LargeTables largeTables)
        implements Serializable {
    public static final String GROUP = "Source";

    public static final Option<PostgresUrl> URL = Option.required(
            GROUP,
            "url",
            OptionType.ofChecked(PostgresUrl.EXPECTED, PostgresUrl::new),
            "where the database is, with parameters of pgjdbc such as `?sslmode=require`");

    public static final Option<SecretReference> SECRET = Option.required(
            GROUP,
            "secret",
            OptionType.ofChecked(SecretReference.EXPECTED, SecretReference::of),
            "the name of the secret that holds the user and the password");

    public static final Option<Optional<RootCertificates>> ROOT_CERTIFICATES = RootCertificates.option(GROUP);

    public static final Option<String> SCHEMA = new Option<>(
            GROUP,
            "schema",
            OptionType.text("a name of 1 to 63 characters", Pattern.compile("\\S|\\S.{0,61}\\S")),
            "public",
            "the schema whose tables are taken");

    public static final Option<Set<String>> TABLES_EXCLUDE = new Option<>(
            GROUP,
            "tables.exclude",
            new OptionType<>(
                    "names of tables with commas between them", SourceSettings::names, SourceSettings::areNames),
            "_prisma_migrations",
            "tables of the schema that are not data; an empty list takes every table");

    public static final Option<Duration> POLL_INTERVAL = new Option<>(
            GROUP,
            "poll.interval",
            duration(OptionType.MOMENT),
            "PT5S",
            "from the start of one cut to the start of the next");

    static final List<Option<?>> OPTIONS = Stream.of(
                    List.of(URL, SECRET, ROOT_CERTIFICATES, SCHEMA, TABLES_EXCLUDE, POLL_INTERVAL),
                    Timeouts.OPTIONS,
                    Retry.OPTIONS,
                    LargeTables.OPTIONS)
            .<Option<?>>flatMap(List::stream)
            .toList();

    public SourceSettings {
        SCHEMA.check(schema);
        POLL_INTERVAL.check(pollInterval);
        excludedTables = Collections.unmodifiableSet(new LinkedHashSet<>(TABLES_EXCLUDE.check(excludedTables)));
    }

    /** The database, connected to as the secret says. */
    public Database database() {
        return new PostgresDatabase(url, secret, timeouts, authorities);
    }

    static SourceSettings of(SettingsReader reader) {
        return new SourceSettings(
                reader.value(URL),
                reader.value(SECRET),
                reader.value(ROOT_CERTIFICATES).orElse(null),
                reader.value(SCHEMA),
                reader.value(TABLES_EXCLUDE),
                reader.value(POLL_INTERVAL),
                Timeouts.of(reader),
                Retry.of(reader),
                LargeTables.of(reader));
    }

    private static Optional<Set<String>> names(String list) {
        Set<String> names = new LinkedHashSet<>();
        if (!list.isBlank()) {
            Arrays.stream(list.split(",", -1)).map(String::strip).forEach(names::add);
        }
        return Optional.of(names);
    }

    private static boolean areNames(Set<String> names) {
        return names.stream().noneMatch(String::isBlank);
    }
}
