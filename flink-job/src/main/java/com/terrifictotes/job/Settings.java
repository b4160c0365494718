package com.terrifictotes.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.terrifictotes.reconcile.Sides;
import com.terrifictotes.source.ReadingOptions;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything a user can decide, checked. Holds the names of secrets and never a secret.
 *
 * @param source the database totesys and how it is read
 * @param lake where the lake is and how it is written
 * @param warehouse the database the star is published to; null if there is none
 * @param feed the stream that changes are sent to; null if there is none
 * @param pipeline what concerns the job as a whole
 */
public record Settings(
        SourceSettings source,
        LakeSettings lake,
        @Nullable WarehouseSettings warehouse,
        @Nullable FeedSettings feed,
        PipelineSettings pipeline)
        implements Serializable {
    /** Where the service puts the settings, in the same format as a file given on the command line. */
    public static final Path SERVICE_FILE = Path.of("/etc/flink/application_properties.json");

    /** Every option there is, in the order of the documentation. */
    static final List<Option<?>> OPTIONS = Stream.of(
                    SourceSettings.OPTIONS,
                    LakeSettings.OPTIONS,
                    WarehouseSettings.OPTIONS,
                    FeedSettings.OPTIONS,
                    PipelineSettings.OPTIONS)
            .<Option<?>>flatMap(List::stream)
            .toList();

    /** Groups that may be left out as a whole. */
    static final Set<String> OPTIONAL_GROUPS = Set.of(WarehouseSettings.GROUP, FeedSettings.GROUP);

    /** Whether rows are made for the star at all: only if they have somewhere to go. */
    public boolean hasStar() {
        return warehouse != null || lake.processedPath() != null;
    }

    /** How totesys is read. */
    public ReadingOptions reading() {
        return new ReadingOptions(
                source.schema(),
                source.excludedTables(),
                pipeline.mode() == Mode.BOUNDED,
                source.pollInterval(),
                source.retry().longestPause(),
                source.retry().giveUpAfter(),
                source.largeTables().chunkRows(),
                source.largeTables().windowFromRows(),
                source.largeTables().windowLength(),
                source.largeTables().sweepInterval());
    }

    /**
     * What is to be the same: totesys and the warehouse.
     *
     * @throws IllegalStateException if there is no warehouse
     */
    public Sides sides() {
        if (warehouse == null) {
            throw new IllegalStateException("Cannot compare totesys with a warehouse: there is none");
        }
        return new Sides(
                source.database(), source.schema(), source.excludedTables(), warehouse.database(), pipeline.name());
    }

    /** The same, but following the database whatever the mode: for a caller that stops the job itself. */
    public Settings following() {
        return new Settings(source, lake, warehouse, feed, pipeline.following());
    }

    /**
     * Reads the settings from a file.
     *
     * @throws SettingsException if there is no such file, it is not JSON, or a setting is unknown, missing or not as
     *     expected; one message tells all the problems
     */
    public static Settings read(Path file) {
        String origin = file.toString();
        return of(origin, Json.ofFile("the settings in " + origin, file));
    }

    /** @param origin where the settings come from, for messages */
    static Settings of(String origin, JsonNode json) {
        SettingsReader reader = new SettingsReader(OPTIONS, OPTIONAL_GROUPS, PropertyGroups.of(json));
        List<String> problems = reader.problems();
        if (problems.isEmpty()) {
            problems = contradictions(reader);
        }
        if (!problems.isEmpty()) {
            throw SettingsException.of(origin, problems);
        }
        WarehouseSettings warehouse = reader.has(WarehouseSettings.GROUP) ? WarehouseSettings.of(reader) : null;
        FeedSettings feed = reader.has(FeedSettings.GROUP) ? FeedSettings.of(reader) : null;
        return new Settings(
                SourceSettings.of(reader), LakeSettings.of(reader), warehouse, feed, PipelineSettings.of(reader));
    }

    private static List<String> contradictions(SettingsReader reader) {
        boolean hasWarehouse = reader.has(WarehouseSettings.GROUP);
        return Stream.concat(
                        contradiction(reader, SourceSettings.URL, SourceSettings.ROOT_CERTIFICATES),
                        hasWarehouse
                                ? contradiction(reader, WarehouseSettings.URL, WarehouseSettings.ROOT_CERTIFICATES)
                                : Stream.empty())
                .toList();
    }

    private static Stream<String> contradiction(
            SettingsReader reader, Option<PostgresUrl> url, Option<Optional<RootCertificates>> authorities) {
        return reader.value(authorities).isEmpty() || reader.value(url).leavesTrustOpen()
                ? Stream.empty()
                : Stream.of(authorities.name() + ": Cannot be used with what the URL says of TLS,"
                        + " expected no parameter of it but sslmode=verify-full or sslmode=verify-ca");
    }
}
