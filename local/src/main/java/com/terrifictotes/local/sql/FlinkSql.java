package com.terrifictotes.local.sql;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.job.ConnectionException;
import com.terrifictotes.job.Credentials;
import com.terrifictotes.job.LakeSettings;
import com.terrifictotes.job.PostgresUrl;
import com.terrifictotes.job.SecretReference;
import com.terrifictotes.job.Settings;
import com.terrifictotes.job.SourceSettings;
import com.terrifictotes.job.WarehouseSettings;
import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.postgres.PasswordFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.GlobalConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Flink SQL in a process of its own, with a class path of its own and a Flink that serves nobody else. Its databases {@code
 * raw} and {@code processed} are the lake, {@code warehouse} and {@code totesys} the databases of the pipeline.
 */
public final class FlinkSql {

    private static final String CLIENT = "org.apache.flink.table.client.SqlClient";
    private static final String RUNNER = "com.terrifictotes.sql.RunScript";

    /** What is left to somebody who was asked to end. */
    private static final int PATIENCE_SECONDS = 10;

    private static final int ENDED = 1;

    private static final Pattern TABLE = Pattern.compile("CREATE TABLE `\\w+`\\.`((?:[^`]|``)+)`");

    private static final Map<String, String> CONFIGURATION = Map.of(
            "execution.target", "local",
            "execution.runtime-mode", "BATCH",
            "table.local-time-zone", "UTC",
            "sql-client.execution.result-mode", "TABLEAU",
            "rest.address", "127.0.0.1",
            "rest.bind-address", "127.0.0.1");

    private final Path program;
    private final Path room;
    private final Path tables;
    private final Path passwords;
    private final Object lock = new Object();
    private @Nullable Process process;
    private boolean isEnded;

    private FlinkSql(Path program, Path room, Path tables, Path passwords) {
        this.program = program;
        this.room = room;
        this.tables = tables;
        this.passwords = passwords;
    }

    /**
     * Prepares the tables of a pipeline.
     *
     * @param program the folder that the module flink-sql is built in
     * @param room an empty folder that is nobody else's
     * @param analyst the secret of the role to read the warehouse with; null if the settings' own is to
     * @throws ConnectionException if a database cannot be asked for its tables
     */
    public static FlinkSql prepare(Path program, Path room, Settings settings, @Nullable SecretReference analyst) {
        List<String> passwords = new ArrayList<>();
        List<String> statements = new ArrayList<>(lake(settings.lake(), totesys(settings.source())));
        statements.add("CREATE DATABASE totesys");
        statements.addAll(databaseTables(
                "totesys",
                settings.source().database(),
                settings.source().url(),
                settings.source().secret(),
                List.of(settings.source().schema()),
                passwords));
        WarehouseSettings warehouse = settings.warehouse();
        if (warehouse != null) {
            SecretReference reader = analyst == null ? warehouse.secret() : analyst;
            statements.add("CREATE DATABASE warehouse");
            statements.addAll(databaseTables(
                    "warehouse",
                    warehouse.databaseAs(reader),
                    warehouse.url(),
                    reader,
                    List.of("public", "etl"),
                    passwords));
        }
        try {
            Files.write(room.resolve("config.yaml"), configuration());
            Path tables = Files.writeString(room.resolve("tables.sql"), String.join(";\n", statements) + ";\n");
            return new FlinkSql(program, room, tables, PasswordFile.create(room.resolve("passwords"), passwords));
        } catch (IOException e) {
            throw new EnvironmentException("Cannot prepare Flink SQL: " + e, e);
        }
    }

    /** What an administrator tells Flink, of S3 above all, and what a Flink that serves one alone is told beside. */
    private static List<String> configuration() {
        Configuration configuration = GlobalConfiguration.loadConfiguration();
        CONFIGURATION.forEach(configuration::setString);
        return ConfigurationUtils.convertConfigToWritableLines(configuration, false);
    }

    /** The tables of each schema; those of any but the first have its name before theirs. */
    private static List<String> databaseTables(
            String place,
            Database database,
            PostgresUrl url,
            SecretReference secret,
            List<String> schemas,
            List<String> passwords) {
        Credentials reader = secret.fetch();
        String address = url.address();
        String name = address.substring(address.lastIndexOf('/') + 1);
        passwords.add(PasswordFile.line(name, reader.username(), reader.password()));
        List<String> statements = new ArrayList<>();
        try {
            for (String schema : schemas) {
                String prefix = schema.equals(schemas.get(0)) ? "" : schema + "_";
                statements.addAll(DatabaseTables.of(database, url, reader, schema, place, prefix));
            }
            return statements;
        } catch (SQLException e) {
            throw ConnectionException.of(place, database, e);
        }
    }

    /** Its tables as they are now, for whoever added one, or a column, to those of sql/lake/raw.sql. */
    private static SourceCatalog totesys(SourceSettings source) {
        Database database = source.database();
        try (Connection connection = database.connect()) {
            return SourceCatalog.look(connection, source.schema(), source.excludedTables())
                    .catalog();
        } catch (SQLException e) {
            throw ConnectionException.of("totesys", database, e);
        }
    }

    private static List<String> lake(LakeSettings lake, SourceCatalog totesys) {
        List<String> statements = new ArrayList<>(
                zone("raw", LakeTable.statements("raw", RawTables.of(totesys)), lake.rawPath(), "raw_"));
        URI processed = lake.processedPath();
        if (processed != null) {
            statements.addAll(zone("processed", written("processed"), processed, ""));
        }
        return statements;
    }

    /**
     * Statements whose tables lie in a folder; and for each table a view in the database one is in at first, which has the
     * name that the table has in Athena.
     */
    private static List<String> zone(String name, List<String> statements, URI folder, String prefix) {
        String path = new org.apache.flink.core.fs.Path(folder).toString().replace("'", "''");
        List<String> all = new ArrayList<>();
        statements.forEach(statement -> all.add(statement.replace("'${%s}/".formatted(name), "'" + path + "/")));
        for (String statement : statements) {
            Matcher table = TABLE.matcher(statement);
            if (table.lookingAt()) {
                String found = table.group(1).replace("``", "`");
                all.add("CREATE VIEW %s AS SELECT * FROM %s.%s"
                        .formatted(Names.quoted(prefix + found), Names.quoted(name), Names.quoted(found)));
            }
        }
        return all;
    }

    /** The statements of a file of {@code sql/lake}. */
    private static List<String> written(String zone) {
        return List.of(file("sql/lake/%s.sql".formatted(zone))
                .replaceAll("(?m)^--.*\n", "")
                .strip()
                .split(";\\s*", 0));
    }

    private static String file(String path) {
        try (InputStream content = FlinkSql.class.getClassLoader().getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(content, path).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new EnvironmentException("Cannot read " + path, e);
        }
    }

    /**
     * Runs a script. What it answers goes to this program's output.
     *
     * @param output {@code csv} or {@code table}
     * @return the exit code: 0, or 1 if a statement failed, or {@link #end} was called
     */
    public int run(Path script, String output) throws InterruptedException {
        return start(RUNNER, tables.toString(), output, script.toString());
    }

    /** Lets somebody type. */
    public int talk() throws InterruptedException {
        return start(CLIENT, "embedded", "-i", tables.toString());
    }

    private int start(String main, String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-Duser.timezone=UTC",
                "-Djava.io.tmpdir=" + room,
                "-Dorg.postgresql.pgpassfile=" + passwords,
                "-Dlog4j2.level=OFF",
                "-cp",
                program.resolve("totes-flink-sql.jar")
                        + System.getProperty("path.separator")
                        + program.resolve("lib/*"),
                main));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("FLINK_CONF_DIR", room.toString());
        Process started = start(builder);
        return started == null ? ENDED : started.waitFor();
    }

    private @Nullable Process start(ProcessBuilder builder) {
        try {
            synchronized (lock) {
                process = isEnded ? null : builder.start();
                return process;
            }
        } catch (IOException e) {
            throw new EnvironmentException("Cannot start Flink SQL: " + e, e);
        }
    }

    /** Ends what was started, politely at first; what was not, never is. */
    public void end() {
        synchronized (lock) {
            isEnded = true;
            if (process != null) {
                process.destroy();
                CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .execute(process::destroyForcibly);
            }
        }
    }
}
