package com.terrifictotes.local.fuzz;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes rows into the tables of totesys: most values are ordinary, some are odd, whatever the column. */
final class RandomRows {

    private static final double ODD = 0.05;
    private static final List<String> ODD_KEYS = List.of("-1", "0", "2147483647", "2147483648", "-9223372036854775808");

    private final Connection totesys;
    private final Random random;

    RandomRows(Connection totesys, Random random) {
        this.totesys = totesys;
        this.random = random;
    }

    private record Field(String name, String type) {}

    /** Adds an ordinary row, but for one text that is longer than any buffer. */
    void insertLong(String table, int row, String column) throws SQLException {
        List<Field> fields = fields(table);
        try (PreparedStatement insert = totesys.prepareStatement(insert(table, fields))) {
            insert.setInt(1, row);
            for (int i = 1; i < fields.size(); i++) {
                boolean isLong = fields.get(i).name().equals(column);
                insert.setString(i + 1, isLong ? OddRows.LONG_TEXT : ordinary(table, fields.get(i)));
            }
            insert.executeUpdate();
        }
    }

    /** Adds rows with the keys after those that are there, and some with odd keys. */
    void insert(String table, int rows) throws SQLException {
        List<Field> fields = fields(table);
        int first = number("SELECT count(*) FROM " + table) + 1;
        try (PreparedStatement insert = totesys.prepareStatement(insert(table, fields))) {
            for (int row = first; row < first + rows; row++) {
                insert.setString(1, key(fields.get(0), row));
                for (int i = 1; i < fields.size(); i++) {
                    insert.setString(i + 1, value(table, fields.get(i)));
                }
                insert.executeUpdate();
            }
        }
    }

    /** Gives rows, each with the same chance, other values in some columns: odd ones, or ordinary ones again. */
    void update(String table, double share) throws SQLException {
        List<Field> fields = fields(table);
        Field key = fields.get(0);
        for (String row : texts("SELECT %s::text FROM %s ORDER BY 1".formatted(key.name(), table))) {
            if (random.nextDouble() < share) {
                updateRow(table, fields, row);
            }
        }
    }

    private void updateRow(String table, List<Field> fields, String row) throws SQLException {
        boolean isHealed = random.nextBoolean();
        List<Field> changed = fields.stream()
                .skip(1)
                .filter(field -> isHealed || random.nextInt(4) == 0)
                .toList();
        if (changed.isEmpty()) {
            return;
        }
        String sql = "UPDATE %s SET %s WHERE %s::text = ?"
                .formatted(
                        table,
                        changed.stream()
                                .map(field -> field.name() + " = " + cast(field))
                                .collect(Collectors.joining(", ")),
                        fields.get(0).name());
        try (PreparedStatement update = totesys.prepareStatement(sql)) {
            for (int i = 0; i < changed.size(); i++) {
                Field field = changed.get(i);
                update.setString(i + 1, isHealed ? ordinary(table, field) : value(table, field));
            }
            update.setString(changed.size() + 1, row);
            update.executeUpdate();
        }
    }

    private static String insert(String table, List<Field> fields) {
        return "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT DO NOTHING"
                .formatted(
                        table,
                        names(fields),
                        fields.stream().map(RandomRows::cast).collect(Collectors.joining(", ")));
    }

    private String key(Field field, int row) {
        boolean isOdd = field.type().equals("bigint") && random.nextDouble() < ODD;
        return isOdd ? any(ODD_KEYS) : Integer.toString(row);
    }

    private @Nullable String value(String table, Field field) {
        if (random.nextDouble() >= ODD) {
            return ordinary(table, field);
        }
        boolean isDateText = field.name().endsWith("_date") && field.type().equals("text");
        List<String> odd = isDateText ? Oddities.DATE_TEXTS : Oddities.of(field.type());
        boolean isEnum = field.type().startsWith("\"");
        return isEnum || random.nextInt(5) == 0 ? null : any(odd);
    }

    private String ordinary(String table, Field field) {
        return switch (field.type()) {
            case "smallint", "integer", "bigint" -> Integer.toString(1 + random.nextInt(20));
            case "boolean" -> any(List.of("true", "false"));
            case "date" -> any(List.of("2024-02-29", "2024-11-15"));
            case "timestamp without time zone", "timestamp(3) without time zone", "timestamp(6) without time zone" ->
                "2024-11-15 14:20:52.%03d".formatted(random.nextInt(1000));
            case "timestamp with time zone" -> "2024-11-15 14:20:52.%03d+00".formatted(random.nextInt(1000));
            case "text" -> field.name().endsWith("_date") ? "2024-11-%02d".formatted(1 + random.nextInt(30)) : word();
            case "\"TransactionType\"" -> any(List.of("SALE", "PURCHASE"));
            default -> {
                if (field.type().startsWith("numeric")) {
                    yield "%d.50".formatted(random.nextInt(1000));
                }
                throw new AssertionError(
                        "Cannot make a value of %s.%s: %s".formatted(table, field.name(), field.type()));
            }
        };
    }

    private String word() {
        return any(List.of("Wooden", "Steel", "GBP", "EUR", "irving.o'keefe@totes", "04524-5341", "Hull"));
    }

    private String any(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static String cast(Field field) {
        return "CAST(? AS %s)".formatted(field.type());
    }

    private static String names(List<Field> fields) {
        return fields.stream().map(Field::name).collect(Collectors.joining(", "));
    }

    private List<Field> fields(String table) throws SQLException {
        try (Statement statement = totesys.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
                        WHERE attrelid = '%s'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum""".formatted(table))) {
            List<Field> fields = new ArrayList<>();
            while (row.next()) {
                fields.add(new Field(row.getString(1), row.getString(2)));
            }
            return fields;
        }
    }

    private int number(String query) throws SQLException {
        return Integer.parseInt(texts(query).get(0));
    }

    private List<String> texts(String query) throws SQLException {
        try (Statement statement = totesys.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(row.getString(1));
            }
            return texts;
        }
    }
}
