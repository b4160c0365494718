package com.terrifictotes.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.terrifictotes.catalog.CatalogException;
import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.RowVersion;
import com.terrifictotes.source.TableReading.Extent;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a table may have, it is found and read as it is. */
@Timeout(60)
class SourceCatalogIT {

    private static final TimeZone ZONE = TimeZone.getDefault();
    private static final TableReading ALL = new TableReading(Extent.EVERYTHING, 0, 0, true);

    /** What a column is declared as, a value of it in SQL, what is found, what is read. */
    private record Case(String declared, String value, ColumnType type, Object read) {}

    private static final List<Case> CASES = List.of(
            new Case("smallint", "-32768", of(Kind.INT16), -32_768L),
            new Case("integer", "-2147483648", of(Kind.INT32), -2_147_483_648L),
            new Case("bigint", "9223372036854775807", of(Kind.INT64), Long.MAX_VALUE),
            new Case("numeric(10,2)", "-12345678.90", ColumnType.decimal(10, 2), new BigDecimal("-12345678.90")),
            new Case("numeric(10,2)", "0", ColumnType.decimal(10, 2), new BigDecimal("0.00")),
            new Case("numeric(10,2)", "'NaN'", ColumnType.decimal(10, 2), "NaN"),
            new Case(
                    "numeric(38,10)",
                    "1234567890123456789012345678.0123456789",
                    ColumnType.decimal(38, 10),
                    new BigDecimal("1234567890123456789012345678.0123456789")),
            new Case("numeric(7)", "1000000", ColumnType.decimal(7, 0), new BigDecimal("1000000")),
            new Case(
                    "numeric",
                    "3.14159265358979323846264338327950288419716939937510",
                    of(Kind.TEXT),
                    "3.14159265358979323846264338327950288419716939937510"),
            new Case("numeric", "'-Infinity'", of(Kind.TEXT), "-Infinity"),
            new Case(
                    "numeric(50,10)",
                    "12345678901234567890123456789012345678.5",
                    of(Kind.TEXT),
                    "12345678901234567890123456789012345678.5000000000"),
            new Case("numeric(3,-2)", "12345", of(Kind.TEXT), "12300"),
            new Case("real", "0.1", of(Kind.FLOAT32), 0.1f),
            new Case("real", "'NaN'", of(Kind.FLOAT32), Float.NaN),
            new Case("double precision", "0.1", of(Kind.FLOAT64), 0.1),
            new Case("double precision", "'NaN'", of(Kind.FLOAT64), Double.NaN),
            new Case("double precision", "'Infinity'", of(Kind.FLOAT64), Double.POSITIVE_INFINITY),
            new Case("double precision", "'-Infinity'", of(Kind.FLOAT64), Double.NEGATIVE_INFINITY),
            new Case("double precision", "'-0'", of(Kind.FLOAT64), -0.0),
            new Case("boolean", "true", of(Kind.BOOLEAN), true),
            new Case("boolean", "false", of(Kind.BOOLEAN), false),
            new Case("text", "'O''Hara, \"é€😀\"' || chr(10) || '\\N'", of(Kind.TEXT), "O'Hara, \"é€😀\"\n\\N"),
            new Case("text", "''", of(Kind.TEXT), ""),
            new Case("varchar(3)", "'GBP'", of(Kind.TEXT), "GBP"),
            new Case("char(5)", "'ab'", of(Kind.TEXT), "ab   "),
            new Case("\"char\"", "'x'", of(Kind.TEXT), "x"),
            new Case("name", "'a name'", of(Kind.TEXT), "a name"),
            new Case("\"Mood\"", "'very sad'", of(Kind.TEXT), "very sad"),
            new Case(
                    "uuid",
                    "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'",
                    of(Kind.TEXT),
                    "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
            new Case("json", "'{\"b\": 1,  \"a\": [1, 2]}'", of(Kind.TEXT), "{\"b\": 1,  \"a\": [1, 2]}"),
            new Case("jsonb", "'{\"b\": 1,  \"a\": [1, 2]}'", of(Kind.TEXT), "{\"a\": [1, 2], \"b\": 1}"),
            new Case("bytea", "'\\x00ff0d0a5c'", of(Kind.BYTES), "00ff0d0a5c"),
            new Case("date", "'2024-02-29'", of(Kind.DATE), LocalDate.of(2024, 2, 29)),
            new Case("date", "'0044-03-15 BC'", of(Kind.DATE), LocalDate.of(-43, 3, 15)),
            new Case("date", "'infinity'", of(Kind.DATE), "infinity"),
            new Case("date", "'-infinity'", of(Kind.DATE), "-infinity"),
            new Case("time", "'14:20:52.186321'", of(Kind.TIME), LocalTime.of(14, 20, 52, 186_321_000)),
            new Case(
                    "timestamp(3)",
                    "'2024-11-15 14:20:52.186'",
                    of(Kind.TIMESTAMP),
                    LocalDateTime.parse("2024-11-15T14:20:52.186")),
            new Case(
                    "timestamp",
                    "'2024-03-10 02:30:00'",
                    of(Kind.TIMESTAMP),
                    LocalDateTime.parse("2024-03-10T02:30:00")),
            new Case(
                    "timestamp",
                    "'1969-12-31 23:59:59.999999'",
                    of(Kind.TIMESTAMP),
                    LocalDateTime.parse("1969-12-31T23:59:59.999999")),
            new Case(
                    "timestamp",
                    "'0044-03-15 12:00:00 BC'",
                    of(Kind.TIMESTAMP),
                    LocalDateTime.parse("-0043-03-15T12:00:00")),
            new Case("timestamp", "'infinity'", of(Kind.TIMESTAMP), "infinity"),
            new Case("timestamp", "'-infinity'", of(Kind.TIMESTAMP), "-infinity"),
            new Case(
                    "timestamptz",
                    "'2024-11-15 14:20:52.186+05:30'",
                    of(Kind.INSTANT),
                    Instant.parse("2024-11-15T08:50:52.186Z")),
            new Case("timestamptz", "'infinity'", of(Kind.INSTANT), "infinity"),
            new Case("interval", "'1 year 2 days 03:04:05.6'", of(Kind.TEXT), "1 year 2 days 03:04:05.6"),
            new Case("timetz", "'14:20:52+02'", of(Kind.TEXT), "14:20:52+02"),
            new Case("integer[]", "'{{1,2},{3,NULL}}'", of(Kind.TEXT), "{{1,2},{3,NULL}}"),
            new Case("text[]", "ARRAY['a,b', 'c\"d']", of(Kind.TEXT), "{\"a,b\",\"c\\\"d\"}"),
            new Case(
                    "timestamptz[]",
                    "ARRAY['2024-11-15 14:20:52+05:30'::timestamptz]",
                    of(Kind.TEXT),
                    "{\"2024-11-15 08:50:52+00\"}"),
            new Case("int4range", "'[1,5]'", of(Kind.TEXT), "[1,6)"),
            new Case("inet", "'10.1.2.3/8'", of(Kind.TEXT), "10.1.2.3/8"),
            new Case("point", "'(1.5,2)'", of(Kind.TEXT), "(1.5,2)"),
            new Case("bit(3)", "B'101'", of(Kind.TEXT), "101"),
            new Case("oid", "4294967295", of(Kind.TEXT), "4294967295"),
            new Case("money", "'12.30'", of(Kind.TEXT), "$12.30"),
            new Case("address", "ROW('High St', 7)", of(Kind.TEXT), "(\"High St\",7)"),
            new Case("count_of", "7", of(Kind.INT32), 7L),
            new Case("count_of_many", "7", of(Kind.TEXT), "7"),
            new Case("label", "'a label'", of(Kind.TEXT), "a label"),
            new Case("price", "12.30", ColumnType.decimal(10, 2), new BigDecimal("12.30")),
            new Case("mood_of_monday", "'very sad'", of(Kind.TEXT), "very sad"),
            new Case("bigint GENERATED ALWAYS AS (id * 2) STORED", "DEFAULT", of(Kind.INT64), 2L),
            new Case("integer GENERATED BY DEFAULT AS IDENTITY", "DEFAULT", of(Kind.INT32), 1L));

    @AfterEach
    void restoreZone() {
        TimeZone.setDefault(ZONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/Los_Angeles", "Asia/Kolkata"})
    void everyTypeIsReadAsItIsWhateverTheZoneOfTheMachine(String zone) throws SQLException {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        SourceDatabase source = SourceDatabase.create();
        source.run(
                "CREATE TYPE \"Mood\" AS ENUM ('fine', 'very sad')",
                "CREATE TYPE address AS (street text, number int)",
                "CREATE DOMAIN count_of AS integer CHECK (VALUE > 0)",
                "CREATE DOMAIN count_of_many AS count_of",
                "CREATE DOMAIN label AS text",
                "CREATE DOMAIN price AS numeric(10,2)",
                "CREATE DOMAIN mood_of_monday AS \"Mood\"",
                "CREATE TABLE every (id bigint PRIMARY KEY, " + columns() + ")",
                "INSERT INTO every VALUES (1, "
                        + CASES.stream().map(Case::value).collect(Collectors.joining(", ")) + ")");
        source.run("INSERT INTO every VALUES (2" + ", NULL".repeat(CASES.size() - 2) + ", DEFAULT, DEFAULT)");

        SourceCatalog catalog = source.catalog();
        TableSchema every = catalog.table("every").orElseThrow();
        List<Row> rows = rows(source, every);

        Map<String, Object> expected = new LinkedHashMap<>();
        Map<String, Object> read = new LinkedHashMap<>();
        for (int i = 0; i < CASES.size(); i++) {
            Case one = CASES.get(i);
            Column column = every.columns().get(i + 1);
            expected.put(i + " " + one.declared(), List.of(one.type(), one.read()));
            read.put(i + " " + one.declared(), List.of(column.type(), value(rows.get(0), i + 1, column.type())));
        }
        assertThat(read).isEqualTo(expected);
        for (int i = 0; i < CASES.size() - 2; i++) {
            assertThat(rows.get(1).isNull(i + 1)).as(CASES.get(i).declared()).isTrue();
        }
    }

    @Test
    void tablesAndColumnsAreFoundWhateverTheirNames() throws SQLException {
        SourceDatabase source = SourceDatabase.create();
        source.run(
                "CREATE TABLE \"Odd \"\"Table\"\"\" (\"The Key\" int PRIMARY KEY, dropped text, \"select\" text NOT NULL, \"größe\" int)",
                "ALTER TABLE \"Odd \"\"Table\"\"\" DROP COLUMN dropped",
                "INSERT INTO \"Odd \"\"Table\"\"\" VALUES (1, 'chosen', 7)",
                "CREATE VIEW not_a_table AS SELECT 1 AS one");

        TableSchema odd = source.catalog().table("Odd \"Table\"").orElseThrow();

        assertThat(source.catalog().tables()).containsExactly(odd);
        assertThat(odd)
                .isEqualTo(new TableSchema(
                        "Odd \"Table\"",
                        List.of(
                                new Column("The Key", of(Kind.INT32), false, "integer", false, 1),
                                new Column("select", of(Kind.TEXT), false, "text", false, 3),
                                new Column("größe", of(Kind.INT32), true, "integer", false, 4)),
                        List.of("The Key"),
                        odd.storage()));
        assertThat(odd.storage()).isNotEmpty();
        assertThat(rows(source, odd)).singleElement().satisfies(row -> {
            assertThat(row.text(1)).isEqualTo("chosen");
            assertThat(row.integer(2)).isEqualTo(7);
        });
    }

    @Test
    void keysOfSeveralColumnsAndOfTextAreFoundInTheirOrder() throws SQLException {
        SourceDatabase source = SourceDatabase.create();
        source.run(
                "CREATE TABLE line (line_no int, order_no int, note text, PRIMARY KEY (order_no, line_no))",
                "CREATE TABLE country (code char(2) PRIMARY KEY, name text)",
                "CREATE TABLE covered (id int, name text, PRIMARY KEY (id) INCLUDE (name))");

        assertThat(source.catalog().tables())
                .extracting(TableSchema::name, TableSchema::primaryKey, TableSchema::hasIntegerKey)
                .containsExactly(
                        tuple("country", List.of("code"), false),
                        tuple("covered", List.of("id"), true),
                        tuple("line", List.of("order_no", "line_no"), false));
    }

    @Test
    void aPartitionedTableIsOneTable() throws SQLException {
        SourceDatabase source = SourceDatabase.create();
        source.run(
                "CREATE TABLE sale (id int, name text, year int, PRIMARY KEY (id, year)) PARTITION BY LIST (year)",
                "CREATE TABLE sale_2023 PARTITION OF sale FOR VALUES IN (2023)",
                "CREATE TABLE sale_2024 PARTITION OF sale FOR VALUES IN (2024)",
                "INSERT INTO sale VALUES (1, 'old', 2023), (2, 'new', 2024)");

        assertThat(source.catalog().tables()).extracting(TableSchema::name).containsExactly("sale");
        try (Follower follower = Follower.begin(source)) {
            assertThat(follower.next().words()).containsExactly("1 old", "2 new");
            source.run("INSERT INTO sale VALUES (3, 'late', 2023)");
            assertThat(follower.next().words()).containsExactly("3 late");
        }
    }

    @Test
    void aTableWithoutRowsIsReadAsNone() throws SQLException {
        SourceDatabase source = SourceDatabase.create();
        source.run("CREATE TABLE design (id int PRIMARY KEY)");

        assertThat(rows(source, source.catalog().tables().get(0))).isEmpty();
    }

    @Test
    void aRowOfManyMegabytesIsReadWhole() throws SQLException {
        SourceDatabase source = SourceDatabase.create();
        source.run(
                "CREATE TABLE letter (id int PRIMARY KEY, body text)",
                "INSERT INTO letter SELECT i, repeat(i::text, 9000000) FROM generate_series(1, 3) i");

        assertThat(rows(source, source.catalog().tables().get(0)))
                .extracting(row -> row.length(1))
                .containsExactly(9_000_000, 9_000_000, 9_000_000);
    }

    @Test
    void whatCannotBeFollowedIsToldInOneMessage() throws SQLException {
        SourceDatabase source = SourceDatabase.create();
        source.run(
                "CREATE TABLE design (id int PRIMARY KEY)",
                "CREATE TABLE _counts (id int PRIMARY KEY)",
                "CREATE TABLE _cuts (id int PRIMARY KEY)",
                "CREATE TABLE keyless (id int)",
                "CREATE TABLE secret (id int PRIMARY KEY)",
                "CREATE TABLE worse (id int)",
                "REVOKE SELECT ON secret, worse FROM totes_reader");

        assertThatThrownBy(source::catalog).isInstanceOf(CatalogException.class).hasMessage("""
                        Cannot follow totesys:
                          - table '_counts' has a name that the pipeline gives to its own: rename it, or leave it out with Source: tables.exclude
                          - table '_cuts' has a name that the pipeline gives to its own: rename it, or leave it out with Source: tables.exclude
                          - table 'keyless' has no primary key: give it one, or leave it out with Source: tables.exclude
                          - table 'secret' cannot be read: GRANT SELECT ON "public"."secret" TO "totes_reader", or leave it out with Source: tables.exclude
                          - table 'worse' has no primary key: give it one, or leave it out with Source: tables.exclude
                          - table 'worse' cannot be read: GRANT SELECT ON "public"."worse" TO "totes_reader", or leave it out with Source: tables.exclude""");
        assertThat(source.catalog("_counts", "_cuts", "keyless", "secret", "worse")
                        .tables())
                .extracting(TableSchema::name)
                .containsExactly("design");
    }

    /** A reader from whom rows are hidden would take them for deleted. */
    @Test
    void aTableThatMayHideRowsAndASchemaThatMayNotBeUsedAreTold() throws SQLException {
        SourceDatabase source = SourceDatabase.create();
        source.run(
                "CREATE TABLE design (id int PRIMARY KEY)",
                "CREATE TABLE secret (id int PRIMARY KEY)",
                "ALTER TABLE secret ENABLE ROW LEVEL SECURITY");
        assertThatThrownBy(source::catalog)
                .isInstanceOf(CatalogException.class)
                .hasMessage(
                        "Cannot follow totesys:\n  - table 'secret' hides rows by row-level security: give the user BYPASSRLS, or leave it out with Source: tables.exclude");

        source.run("DROP TABLE secret", "REVOKE USAGE ON SCHEMA public FROM totes_reader, PUBLIC");
        assertThatThrownBy(source::catalog)
                .isInstanceOf(CatalogException.class)
                .hasMessage(
                        "Cannot follow totesys:\n  - table 'design' cannot be read: GRANT USAGE ON SCHEMA \"public\" TO \"totes_reader\", or leave it out with Source: tables.exclude");
    }

    @Test
    void aSchemaThatIsNotThereIsTold() throws SQLException {
        SourceDatabase source = SourceDatabase.create();
        try (Connection connection = source.database().connect()) {
            assertThatThrownBy(() -> SourceCatalog.discover(connection, "sales", Set.of()))
                    .isInstanceOf(CatalogException.class)
                    .hasMessage("Cannot follow totesys:\n  - schema 'sales' has no tables that this user can see");
        }
    }

    @Test
    void anAnswerThatIsNoBinaryCopyIsAnError() throws SQLException {
        SourceDatabase source = SourceDatabase.create();
        source.run("CREATE TABLE design (id int PRIMARY KEY)", "INSERT INTO design VALUES (1)");
        try (Connection connection = source.database().connect()) {
            CopyRows rows = CopyRows.open(
                    connection,
                    "COPY design TO STDOUT",
                    source.catalog().tables().get(0),
                    1);

            assertThatThrownBy(rows::next)
                    .isInstanceOf(SQLException.class)
                    .hasMessage("Cannot read table design: the answer does not begin as a binary COPY does");
            rows.close();
        }
    }

    private static String columns() {
        List<String> columns = new ArrayList<>();
        for (Case one : CASES) {
            columns.add("c%d %s".formatted(columns.size(), one.declared()));
        }
        return String.join(", ", columns);
    }

    private static List<Row> rows(SourceDatabase source, TableSchema table) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Connection connection = source.database().connect();
                CopyRows copy = CopyRows.open(connection, CutSql.copy("public", table, ALL), table, 1_000)) {
            for (RowVersion version = copy.next(); version != null; version = copy.next()) {
                assertThat(version.cut()).isEqualTo(1_000);
                rows.add(version.row());
            }
        }
        return rows;
    }

    private static Object value(Row row, int field, ColumnType type) {
        return switch (type.kind()) {
            case INT16, INT32, INT64 -> row.integer(field);
            case FLOAT32 -> row.float32(field);
            case FLOAT64 -> row.float64(field);
            case DECIMAL -> row.isNumber(field) ? row.decimal(field) : row.notANumber(field);
            case BOOLEAN -> row.bool(field);
            case TEXT -> row.text(field);
            case BYTES -> hex(row.bytes(field));
            case DATE -> date(row.epochDay(field));
            case TIME -> LocalTime.ofNanoOfDay(row.microsOfDay(field) * 1_000);
            case TIMESTAMP -> isInfinite(row, field) ? infinity(row, field) : row.dateTime(field);
            case INSTANT ->
                isInfinite(row, field)
                        ? infinity(row, field)
                        : Instant.EPOCH.plus(row.epochMicros(field), ChronoUnit.MICROS);
        };
    }

    private static Object date(int day) {
        return switch (day) {
            case Integer.MAX_VALUE -> "infinity";
            case Integer.MIN_VALUE -> "-infinity";
            default -> LocalDate.ofEpochDay(day);
        };
    }

    private static boolean isInfinite(Row row, int field) {
        return row.epochMicros(field) == Row.INFINITELY_LATE || row.epochMicros(field) == Row.INFINITELY_EARLY;
    }

    private static String infinity(Row row, int field) {
        return row.epochMicros(field) == Row.INFINITELY_LATE ? "infinity" : "-infinity";
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return HexFormat.of().formatHex(copy);
    }

    private static ColumnType of(Kind kind) {
        return ColumnType.of(kind);
    }
}
