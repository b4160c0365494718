package com.terrifictotes.local.run;

import com.terrifictotes.job.Settings;
import com.terrifictotes.job.WarehouseSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where warehouse and lake are, as variables for a shell: those that libpq reads, and two of the lake.
 *
 * @param lines each one {@code export NAME='value'}
 */
record ConnectLines(List<String> lines) {

    private static final String DEFAULT_PORT = "5432";

    ConnectLines {
        lines = List.copyOf(lines);
    }

    /** Without a user; without a warehouse, of the lake alone. */
    static ConnectLines of(Settings settings) {
        WarehouseSettings warehouse = settings.warehouse();
        List<String> lines = new ArrayList<>(warehouse == null ? List.of() : ofWarehouse(warehouse));
        lines.add(export("TOTES_RAW", settings.lake().rawPath().toString()));
        URI processed = settings.lake().processedPath();
        if (processed != null) {
            lines.add(export("TOTES_PROCESSED", processed.toString()));
        }
        return new ConnectLines(lines);
    }

    private static List<String> ofWarehouse(WarehouseSettings warehouse) {
        String address = warehouse.url().address();
        int slash = address.lastIndexOf('/');
        String hosts = address.substring(0, slash);
        return List.of(
                export("PGHOST", ofEach(hosts, ConnectLines::host)),
                export("PGPORT", ofEach(hosts, ConnectLines::port)),
                export("PGDATABASE", address.substring(slash + 1)));
    }

    /**
     * The same with a user.
     *
     * @param passwordFile where libpq finds the password
     */
    ConnectLines as(String user, Path passwordFile) {
        List<String> more = new ArrayList<>(lines);
        more.add(export("PGUSER", user));
        more.add(export("PGPASSFILE", passwordFile.toString()));
        return new ConnectLines(more);
    }

    String text() {
        return String.join(System.lineSeparator(), lines);
    }

    /** Several hosts have commas between them, in pgjdbc as in libpq. */
    private static String ofEach(String hosts, Function<String, String> part) {
        return Arrays.stream(hosts.split(",", -1)).map(part).collect(Collectors.joining(","));
    }

    private static String host(String host) {
        String name = host.substring(0, portAt(host));
        return name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
    }

    private static String port(String host) {
        int colon = portAt(host);
        return colon == host.length() ? DEFAULT_PORT : host.substring(colon + 1);
    }

    /** Where the colon before the port is; the end if there is none. The colons of an IPv6 address are in brackets. */
    private static int portAt(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? colon : host.length();
    }

    private static String export(String name, String value) {
        return "export %s='%s'".formatted(name, value.replace("'", "'\\''"));
    }
}
