package com.terrifictotes.local.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.terrifictotes.local.EnvironmentException;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The two databases of a home: a totesys to read and a warehouse, each on a server of its own. */
final class Databases implements AutoCloseable {

    private static final String WAREHOUSE = "warehouse";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StandInTotesys totesys;
    private final PostgresServer warehouse;
    private @Nullable LiveTrading trading;

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

    /** Lets totesys trade until it is stopped. */
    void trade(LiveSettings settings) {
        trading = totesys.trade(settings);
    }

    /** Writes the settings of a pipeline that reads this totesys, in the format of every deployment. */
    Path writeSettings(Home home, Duration pollInterval) {
        Map<String, String> source = Map.of(
                "url", totesys.jdbcUrl(),
                "secret", "file:" + home.totesysSecret(),
                "poll.interval", pollInterval.toString());
        Map<String, String> lake = Map.of("raw.path", home.rawZone().toUri().toString());
        try {
            Files.write(
                    home.settings(),
                    JSON.writerWithDefaultPrettyPrinter()
                            .writeValueAsBytes(List.of(group("Source", source), group("Lake", lake))));
            return home.settings();
        } catch (IOException e) {
            throw new EnvironmentException("Cannot write " + home.settings(), e);
        }
    }

    @Override
    public void close() {
        try {
            if (trading != null) {
                trading.close();
            }
            warehouse.close();
        } finally {
            totesys.close();
        }
    }

    private static Map<String, Object> group(String id, Map<String, String> properties) {
        return Map.of("PropertyGroupId", id, "PropertyMap", properties);
    }
}
