package com.terrifictotes.sql;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.ResultKind;
import org.apache.flink.table.api.StatementSet;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;

/**
 * Runs the statements of a script, one after the other, in a Flink in this process. What they answer is printed to standard
 * output, and nothing else is. The exit code is 0, or 1 if a statement failed, which ends the script.
 *
 * <p>Arguments: a script that makes the tables; {@code csv} or {@code table}; the script.
 */
public final class RunScript {

    private static final int SHOWN = 60;

    private static final Pattern BEGIN = Pattern.compile("BEGIN\\s+STATEMENT\\s+SET", Pattern.CASE_INSENSITIVE);
    private static final Pattern END = Pattern.compile("END", Pattern.CASE_INSENSITIVE);

    private static final DateTimeFormatter INSTANT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .toFormatter(Locale.ROOT);

    private final TableEnvironment tables;
    private final boolean isCsv;
    private final PrintStream out;
    private @Nullable StatementSet together;

    private RunScript(TableEnvironment tables, boolean isCsv, PrintStream out) {
        this.tables = tables;
        this.isCsv = isCsv;
        this.out = out;
    }

    /** The program. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        Configuration configuration = GlobalConfiguration.loadConfiguration();
        FileSystem.initialize(configuration, PluginUtils.createPluginManagerFromRootFolder(configuration));
        TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.newInstance()
                .inBatchMode()
                .withConfiguration(configuration)
                .build());
        tables.getConfig().setLocalTimeZone(ZoneId.of("UTC"));
        RunScript script = new RunScript(tables, arguments[1].equals("csv"), out);
        boolean isDone = script.run(statements(arguments[0])) && script.run(statements(arguments[2]));
        out.flush();
        System.exit(isDone ? 0 : 1);
    }

    private static List<String> statements(String file) throws IOException {
        return Statements.of(Files.readString(Path.of(file)));
    }

    private boolean run(List<String> statements) {
        for (String statement : statements) {
            try {
                run(statement);
            } catch (Exception e) {
                System.err.printf("Cannot run %s: %s%n", start(statement), reason(e));
                return false;
            }
        }
        return true;
    }

    /** As Flink's own client does, what is between BEGIN STATEMENT SET and END is one job. */
    private void run(String statement) throws Exception {
        StatementSet set = together;
        if (BEGIN.matcher(statement).matches()) {
            together = tables.createStatementSet();
        } else if (set != null && END.matcher(statement).matches()) {
            together = null;
            set.execute().await();
        } else if (set != null) {
            set.addInsertSql(statement);
        } else {
            print(tables.executeSql(statement));
        }
    }

    private void print(TableResult result) throws Exception {
        if (result.getResultKind() != ResultKind.SUCCESS_WITH_CONTENT) {
            return;
        }
        if (isCsv) {
            printCsv(result);
        } else {
            result.print();
        }
    }

    private void printCsv(TableResult result) throws Exception {
        List<String> columns = result.getResolvedSchema().getColumnNames();
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader(columns.toArray(String[]::new))
                .setRecordSeparator('\n')
                .get();
        StringBuilder text = new StringBuilder();
        try (CloseableIterator<Row> rows = result.collect();
                CSVPrinter csv = new CSVPrinter(text, format)) {
            while (rows.hasNext()) {
                Row row = rows.next();
                for (int i = 0; i < row.getArity(); i++) {
                    csv.print(text(row.getField(i)));
                }
                csv.println();
                flush(text);
            }
            flush(text);
        }
    }

    /** As Postgres and DuckDB write it. */
    private static @Nullable Object text(@Nullable Object value) {
        if (value instanceof LocalDateTime instant) {
            return INSTANT.format(instant);
        }
        if (value instanceof Instant instant) {
            return INSTANT.format(instant.atOffset(ZoneOffset.UTC)) + "+00";
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof byte[] bytes ? "\\x" + HexFormat.of().formatHex(bytes) : value;
    }

    private void flush(StringBuilder text) throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }

    private static String start(String statement) {
        String line = statement.replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + " …";
    }

    /** What the innermost cause says, in one line. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return message.lines().findFirst().orElse(message);
    }
}
