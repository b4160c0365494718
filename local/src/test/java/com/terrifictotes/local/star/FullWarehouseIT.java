package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the warehouse is full: its server says so, or dies of it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FullWarehouseIT {

    private static final int ROOM_FOR_TABLES = 40;
    private static final int ROOM_FOR_LOG = 120;

    @TempDir
    private Path folder = Path.of("unset");

    /**
     * Rows are staged when the disk gets full, so it is the publish that needs room. It is another attempt's turn if
     * the publish that waited was one of trade alone, and small enough for the room in its tables' last pages.
     */
    @Test
    void aFullDiskHoldsThePublishUpUntilThereIsSpace() throws Exception {
        try (SmallDisk disk = SmallDisk.at(folder.resolve("disk"), ROOM_FOR_TABLES);
                StarPipeline pipeline = StarPipeline.in(folder)) {
            moveTo(disk, pipeline);
            HurtStar star = HurtStar.begin(pipeline, 2);
            long restarts = star.restartsAfter(() -> await("a publish without room")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> {
                        try (PublishGate gate = PublishGate.beforeThePublish(pipeline)) {
                            assertThat(gate).isNotNull();
                            pipeline.totesys().execute(SmallTotesys.CHANGE_QUIET_ORDERS);
                            star.publishes().awaitBlocked();
                            disk.fill();
                        }
                        boolean isWarned = star.isWarnedOf("No space left on device; the warehouse needs room");
                        disk.clear();
                        return isWarned;
                    }));
            System.out.printf("full disk under the tables of the warehouse: %d restarts%n", restarts);
            star.prove();
        }
    }

    /** A server that cannot write its log can do nothing, nor be stopped: it is killed, as an administrator does. */
    @Test
    void aServerWithoutRoomForItsLogGoesOnWhereItWas() throws Exception {
        try (SmallDisk disk = SmallDisk.at(folder.resolve("disk"), ROOM_FOR_LOG);
                StarPipeline pipeline = StarPipeline.in(folder)) {
            moveLogTo(disk, pipeline);
            HurtStar star = HurtStar.begin(pipeline, 2);
            long restarts = star.restartsAfter(() -> {
                disk.fill();
                assertThatThrownBy(() -> useUpTheLog(pipeline)).isInstanceOf(SQLException.class);
                star.awaitMore("publishRetries", 1);
                pipeline.server().kill();
                disk.clear();
                pipeline.server().comeBack();
            });
            System.out.printf("full disk under the log of the warehouse: %d restarts%n", restarts);
            star.prove();
        }
    }

    /** The disk belongs to whom the server's files belong to. */
    private void own(SmallDisk disk) throws IOException {
        Object owner = Files.getAttribute(folder.resolve("warehouse-server"), "unix:uid");
        Files.setAttribute(disk.folder(), "unix:uid", owner);
    }

    private void moveTo(SmallDisk disk, StarPipeline pipeline) throws Exception {
        own(disk);
        try (Connection connection = pipeline.server().server().connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLESPACE small LOCATION '%s'".formatted(disk.folder()));
            statement.execute("ALTER DATABASE warehouse SET TABLESPACE small");
            // It would give space back behind the ballast.
            statement.execute("ALTER SYSTEM SET autovacuum = off");
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    private void moveLogTo(SmallDisk disk, StarPipeline pipeline) throws IOException {
        own(disk);
        pipeline.server().stop();
        Path log = folder.resolve("warehouse-server/pg_wal");
        try (Stream<Path> files = Files.walk(log)) {
            for (Path file : files.filter(each -> !each.equals(log)).toList()) {
                Files.copy(file, disk.folder().resolve(log.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        FileUtils.deleteDirectory(log.toFile());
        Files.createSymbolicLink(log, disk.folder());
        pipeline.server().comeBack();
    }

    /** Segments that are there already are used first. */
    private static void useUpTheLog(StarPipeline pipeline) throws SQLException {
        try (Connection connection = pipeline.warehouse();
                Statement statement = connection.createStatement()) {
            for (int segment = 0; segment < ROOM_FOR_LOG; segment++) {
                statement.execute("SELECT txid_current()");
                statement.execute("SELECT pg_switch_wal()");
            }
        }
    }
}
