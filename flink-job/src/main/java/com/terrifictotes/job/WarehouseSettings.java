package com.terrifictotes.job;

import static com.terrifictotes.job.OptionType.duration;

import com.terrifictotes.catalog.Database;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The database the star is published to. The group may be left out: then there is no warehouse.
 *
 * @param secret names the user and the password
 * @param authorities who has to vouch for the database; null if its certificate is checked as its URL says
 * @param timeouts how long the database may keep the job waiting
 */
public record WarehouseSettings(
        PostgresUrl url, SecretReference secret, @Nullable RootCertificates authorities, Timeouts timeouts)
        implements Serializable {
    public static final String GROUP = "Warehouse";

    public static final Option<PostgresUrl> URL = Option.required(
            GROUP,
            "url",
            OptionType.ofChecked(PostgresUrl.EXPECTED, PostgresUrl::new),
            "where the warehouse is, with parameters of pgjdbc such as `?sslmode=require`");

    public static final Option<SecretReference> SECRET = Option.required(
            GROUP,
            "secret",
            OptionType.ofChecked(SecretReference.EXPECTED, SecretReference::of),
            "the name of the secret that holds the user and the password");

    public static final Option<Optional<RootCertificates>> ROOT_CERTIFICATES = RootCertificates.option(GROUP);

    public static final Option<Duration> STATEMENT_TIMEOUT = new Option<>(
            GROUP,
            "statement.timeout",
            duration(Duration.ofMillis(100), Duration.ofDays(1)),
            "PT15M",
            "the longest wait for a single answer of the warehouse; publishing the rows of a first load is the longest");

    public static final Option<Duration> CONNECT_TIMEOUT = new Option<>(
            GROUP,
            "connect.timeout",
            duration(Duration.ofSeconds(1), Duration.ofHours(1)),
            "PT10S",
            "the longest wait for a connection to one host of the URL");

    static final List<Option<?>> OPTIONS = List.of(URL, SECRET, ROOT_CERTIFICATES, STATEMENT_TIMEOUT, CONNECT_TIMEOUT);

    /** The database, connected to as the secret says. */
    public Database database() {
        return new PostgresDatabase(url, secret, timeouts, authorities);
    }

    /** The same database, connected to as another role. */
    public Database databaseAs(SecretReference other) {
        return new PostgresDatabase(url, other, timeouts, authorities);
    }

    static WarehouseSettings of(SettingsReader reader) {
        return new WarehouseSettings(
                reader.value(URL),
                reader.value(SECRET),
                reader.value(ROOT_CERTIFICATES).orElse(null),
                new Timeouts(reader.value(STATEMENT_TIMEOUT), reader.value(CONNECT_TIMEOUT)));
    }
}
