package com.terrifictotes.local.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.terrifictotes.job.Settings;
import com.terrifictotes.local.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.FileUtils;

/** Where one pipeline brings its rows; gone with all of them when it is closed. */
final class Target implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final BenchDatabases databases;
    private final Path folder;
    private final String warehouse;

    Target(BenchDatabases databases, Path folder, String warehouse) {
        this.databases = databases;
        this.folder = folder;
        this.warehouse = warehouse;
    }

    /** The settings of a pipeline that follows totesys. */
    Settings settings(Duration poll, boolean hasWarehouse) {
        List<Map<String, Object>> groups = new ArrayList<>();
        groups.add(group(
                "Source",
                Map.of(
                        "url", databases.totesysUrl(),
                        "secret", "file:" + databases.totesysSecret(),
                        "poll.interval", poll.toString())));
        groups.add(group("Lake", Map.of("raw.path", uri("raw"), "processed.path", uri("processed"))));
        if (hasWarehouse) {
            groups.add(group(
                    "Warehouse",
                    Map.of("url", databases.warehouseUrl(warehouse), "secret", "file:" + databases.warehouseSecret())));
        }
        Path file = folder.resolve("settings.json");
        try {
            Files.createDirectories(folder);
            Files.write(file, JSON.writeValueAsBytes(groups));
        } catch (IOException e) {
            throw new EnvironmentException("Cannot write " + file, e);
        }
        return Settings.read(file);
    }

    BenchDatabases databases() {
        return databases;
    }

    Path folder() {
        return folder;
    }

    Path zone(String name) {
        return folder.resolve(name);
    }

    String warehouse() {
        return warehouse;
    }

    /** A new connection of the superuser to the warehouse. */
    Connection connect() throws SQLException {
        return databases.warehouse(warehouse);
    }

    @Override
    public void close() {
        databases.drop(warehouse);
        FileUtils.deleteDirectoryQuietly(folder.toFile());
    }

    private String uri(String zone) {
        return zone(zone).toUri().toString();
    }

    private static Map<String, Object> group(String id, Map<String, String> properties) {
        return Map.of("PropertyGroupId", id, "PropertyMap", properties);
    }
}
