package com.terrifictotes.local.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.postgres.Credentials;
import com.terrifictotes.local.postgres.Durability;
import com.terrifictotes.local.postgres.PostgresServer;
import com.terrifictotes.local.totesys.StandInTotesys;
import com.terrifictotes.local.totesys.TotesysContent;
import com.terrifictotes.local.trading.LiveSettings;
import com.terrifictotes.local.trading.LiveTrading;
import com.terrifictotes.local.trading.RowProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The two databases of a home: a totesys to read and a warehouse, each on a server of its own. */
final class Databases implements AutoCloseable {

    private static final String WAREHOUSE = "warehouse";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StandInTotesys totesys;
    private final PostgresServer warehouse;

    private Databases(StandInTotesys totesys, PostgresServer warehouse) {
        this.totesys = totesys;
        this.warehouse = warehouse;
    }

    /** Starts both; the first time, totesys is filled. */
    static Databases start(Home home, TotesysContent content, RowProgress progress) {
        StandInTotesys totesys = StandInTotesys.open(home.postgres("totesys"), Durability.DURABLE, content, progress);
        try {
            return new Databases(totesys, startWarehouse(home.postgres(WAREHOUSE)));
        } catch (RuntimeException | Error e) {
            totesys.close();
            throw e;
        }
    }

    private static PostgresServer startWarehouse(Path folder) {
        PostgresServer warehouse = PostgresServer.start(folder, Durability.DURABLE);
        try {
            warehouse.createDatabase(WAREHOUSE);
            return warehouse;
        } catch (SQLException e) {
            warehouse.close();
            throw new EnvironmentException("Cannot make the warehouse in " + folder, e);
        }
    }

    String totesysUrl() {
        return totesys.jdbcUrl();
    }

    String warehouseUrl() {
        return warehouse.jdbcUrl(WAREHOUSE);
    }

    LiveTrading trade(LiveSettings settings) {
        return totesys.trade(settings);
    }

    /** Writes the settings of a pipeline that reads this totesys, in the format of every deployment. */
    Path writeSettings(Home home, java.time.Duration pollInterval) {
        try {
            Path secret = home.secret("totesys");
            writePrivately(secret, secret(totesys.reader()));
            Files.write(
                    home.settings(),
                    JSON.writerWithDefaultPrettyPrinter()
                            .writeValueAsBytes(List.of(
                                    group(
                                            "Source",
                                            Map.of(
                                                    "url", totesys.jdbcUrl(),
                                                    "secret", "file:" + secret,
                                                    "poll.interval", pollInterval.toString())),
                                    group(
                                            "Lake",
                                            Map.of(
                                                    "raw.path",
                                                    home.rawZone().toUri().toString())))));
            return home.settings();
        } catch (IOException e) {
            throw new EnvironmentException("Cannot write " + home.settings(), e);
        }
    }

    @Override
    public void close() {
        try {
            warehouse.close();
        } finally {
            totesys.close();
        }
    }

    private static Map<String, Object> group(String id, Map<String, String> properties) {
        return Map.of("PropertyGroupId", id, "PropertyMap", properties);
    }

    private static byte[] secret(Credentials credentials) throws IOException {
        return JSON.writeValueAsBytes(Map.of("username", credentials.username(), "password", credentials.password()));
    }

    private static void writePrivately(Path file, byte[] content) throws IOException {
        Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                java.nio.file.attribute.PosixFilePermissions.asFileAttribute(
                        java.nio.file.attribute.PosixFilePermissions.fromString("rw-------")));
        Files.write(file, content);
    }
}
