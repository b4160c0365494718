package com.terrifictotes.local.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.postgres.Durability;
import com.terrifictotes.local.totesys.StandInTotesys;
import com.terrifictotes.local.totesys.TotesysContent;
import com.terrifictotes.local.trading.LiveSettings;
import com.terrifictotes.local.trading.LiveTrading;
import com.terrifictotes.local.trading.RowProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The two databases of a home: a totesys to read and a warehouse, each on a server of its own. */
final class Databases implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StandInTotesys totesys;
    private final HomeWarehouse warehouse;
    private @Nullable LiveTrading trading;

    private Databases(StandInTotesys totesys, HomeWarehouse warehouse) {
        this.totesys = totesys;
        this.warehouse = warehouse;
    }

    /** Starts both; the first time, totesys is filled. The settings of the last run, with its ports, are gone. */
    static Databases start(Home home, TotesysContent content, RowProgress progress) {
        home.forgetSettings();
        StandInTotesys totesys = StandInTotesys.open(home.postgres("totesys"), Durability.DURABLE, content, progress);
        try {
            return new Databases(totesys, HomeWarehouse.start(home.postgres("warehouse")));
        } catch (RuntimeException | Error e) {
            totesys.close();
            throw e;
        }
    }

    String totesysUrl() {
        return totesys.jdbcUrl();
    }

    String warehouseUrl() {
        return warehouse.jdbcUrl();
    }

    /** Lets totesys trade until it is stopped. */
    void trade(LiveSettings settings) {
        trading = totesys.trade(settings);
    }

    /** Ends the trade; transactions that are held open are committed. Whether there was any. */
    boolean endTrade() {
        LiveTrading ended = trading;
        if (ended != null) {
            ended.close();
        }
        return ended != null;
    }

    /** Writes the settings of a pipeline from this totesys to the lake of the home and to this warehouse, in the format of every deployment. */
    Path writeSettings(Home home, Duration pollInterval) {
        Map<String, String> source = Map.of(
                "url", totesys.jdbcUrl(),
                "secret", "file:" + home.totesysSecret(),
                "poll.interval", pollInterval.toString());
        Map<String, String> lake = Map.of(
                "raw.path", home.rawZone().toUri().toString(),
                "processed.path", home.processedZone().toUri().toString());
        Map<String, String> star = Map.of("url", warehouse.jdbcUrl(), "secret", "file:" + home.warehouseSecret());
        try {
            Files.write(
                    home.settings(),
                    JSON.writerWithDefaultPrettyPrinter()
                            .writeValueAsBytes(
                                    List.of(group("Source", source), group("Lake", lake), group("Warehouse", star))));
            return home.settings();
        } catch (IOException e) {
            throw new EnvironmentException("Cannot write " + home.settings(), e);
        }
    }

    @Override
    public void close() {
        try {
            endTrade();
            warehouse.close();
        } finally {
            totesys.close();
        }
    }

    private static Map<String, Object> group(String id, Map<String, String> properties) {
        return Map.of("PropertyGroupId", id, "PropertyMap", properties);
    }
}
