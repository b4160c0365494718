package com.terrifictotes.local.rebuild;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.job.StarOfChanges;
import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.flink.ClusterOptions;
import com.terrifictotes.local.flink.LocalJob;
import com.terrifictotes.local.lake.RawChanges;
import com.terrifictotes.warehouse.WarehouseSchema;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;

/**
 * A warehouse made again from the raw zone, by the job's own graph, on a server of its own; and the live one beside it.
 *
 * <p>What is rebuilt is the state of the last cut that the live warehouse is complete to. Of a new warehouse, to which a job
 * carried on after the old one was lost, it is everything that came before the job carried on.
 */
public final class Rebuild implements AutoCloseable {

    private static final Duration CHECKPOINTS = Duration.ofSeconds(10);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final String pipeline;
    private final Database database;
    private final Connection live;
    private final LiveLedger ledger;
    private final Instant upTo;
    private final RebuiltWarehouse rebuilt;
    private final Path room;
    private List<ComparedTable> differing = List.of();

    private Rebuild(
            String pipeline,
            Database database,
            Connection live,
            LiveLedger ledger,
            Instant upTo,
            RebuiltWarehouse rebuilt,
            Path room) {
        this.pipeline = pipeline;
        this.database = database;
        this.live = live;
        this.ledger = ledger;
        this.upTo = upTo;
        this.rebuilt = rebuilt;
        this.room = room;
    }

    /**
     * Looks at the live warehouse, whose state of this moment is compared later, and makes an empty one.
     *
     * @param live the warehouse, connected to as a role that may write it if it is to be swapped
     * @param room a folder with room for a warehouse
     * @throws EnvironmentException if the live warehouse is another pipeline's, or cannot be read
     */
    public static Rebuild begin(String pipeline, Database live, Path room) {
        try {
            Connection connection = live.connect();
            try {
                WarehouseSchema.require(connection);
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                LiveLedger ledger = LiveLedger.read(connection);
                ledger.requireOf(pipeline);
                Instant upTo = ledger.upTo(connection);
                return new Rebuild(pipeline, live, connection, ledger, upTo, RebuiltWarehouse.make(room), room);
            } catch (SQLException | RuntimeException | Error e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failed(live, e);
        }
    }

    /** The last cut that is rebuilt; empty if all there are. */
    public Optional<Instant> upTo() {
        return upTo.toEpochMilli() == Long.MAX_VALUE ? Optional.empty() : Optional.of(upTo);
    }

    /** Whether nothing was ever published to the live warehouse. */
    public boolean isLiveNew() {
        return ledger.isNew();
    }

    /**
     * Makes the star from the raw zone.
     *
     * @param whileRunning run now and then
     * @throws EnvironmentException if that fails
     */
    public void fill(URI rawZone, int parallelism, Runnable whileRunning) {
        RawZoneSource source = new RawZoneSource(rawZone, room.resolve("raw"), schemas(rawZone), upTo);
        ClusterOptions options = new ClusterOptions(room.resolve("flink"), parallelism, CHECKPOINTS);
        try (LocalJob job = LocalJob.start(options, "rebuild " + pipeline, environment -> {
            StarOfChanges.build(environment, source, source.tables(), rebuilt.database(), pipeline);
            environment.configure(neverAgain());
        })) {
            while (!job.hasEnded()) {
                whileRunning.run();
                LockSupport.parkNanos(LOOK_NANOS);
            }
            job.failure().ifPresent(reason -> {
                throw new EnvironmentException("Cannot make the star from the raw zone: " + reason);
            });
        }
    }

    /** Compares, table by table. */
    public List<TableDifference> compare() {
        try (Connection connection = rebuilt.database().connect()) {
            List<ComparedTable> tables = ComparedTable.all(connection);
            List<TableDifference> differences = Comparison.of(tables, live, connection);
            differing = new ArrayList<>(tables);
            differing.removeIf(table -> differences.stream()
                    .anyMatch(difference -> difference.table().equals(table.name()) && difference.isNone()));
            live.rollback();
            return differences;
        } catch (SQLException e) {
            throw failed(database, e);
        }
    }

    /**
     * Brings the content of the rebuilt tables that differ into the live ones, all of it or nothing.
     *
     * @param continued the publish that the next one of the job follows, where the warehouse is new; without it no job can
     *     publish to it any more
     * @throws EnvironmentException if somebody has published since {@link #begin}
     */
    public void swap(Optional<UUID> continued) {
        try (Connection to = database.connect();
                Connection from = rebuilt.database().connect()) {
            new Swap(to, from).bring(differing, pipeline, ledger, continued.orElseGet(UUID::randomUUID));
        } catch (SQLException e) {
            throw failed(database, e);
        }
    }

    @Override
    public void close() {
        try (rebuilt) {
            live.close();
        } catch (SQLException e) {
            throw failed(database, e);
        }
    }

    private List<TableSchema> schemas(URI rawZone) {
        TreeSet<String> names = new TreeSet<>();
        StarSchema.all()
                .forEach(table -> Stream.concat(
                                Stream.of(table.source()),
                                table.lookup().stream().map(lookup -> lookup.table()))
                        .filter(name -> !name.isEmpty())
                        .forEach(names::add));
        try (RawChanges raw = RawChanges.open(rawZone, room.resolve("raw"))) {
            return names.stream()
                    .map(name -> raw.schema(name).orElseGet(() -> StarSchema.needed(name)))
                    .toList();
        }
    }

    /** A job that fails has published in part, and its source cannot carry on. */
    private static Configuration neverAgain() {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        return configuration;
    }

    private static EnvironmentException failed(Database database, SQLException e) {
        return new EnvironmentException(
                "Cannot rebuild the warehouse %s: %s".formatted(database.address(), e.getMessage()), e);
    }
}
