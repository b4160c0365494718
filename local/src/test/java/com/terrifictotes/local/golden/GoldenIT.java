package com.terrifictotes.local.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.run.TotesProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A totesys one can read, through the whole pipeline: what the warehouse holds at the end, and what the questions
 * answer, was worked out by hand. {@code golden/README.md} tells the story.
 */
class GoldenIT {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Path QUESTIONS = Path.of("../sql/questions");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private static Path folder = Path.of("");

    private static GoldenRun run;

    @BeforeAll
    static void play() throws Exception {
        run = GoldenRun.start(GOLDEN, folder, 2);
        run.play(Step.in(GOLDEN.resolve("steps")));
    }

    @AfterAll
    static void stop() throws Exception {
        run.close();
    }

    static List<String> tables() throws IOException {
        return names(GOLDEN.resolve("expected"), ".csv");
    }

    static List<String> questions() throws IOException {
        return names(GOLDEN.resolve("answers"), ".csv");
    }

    static List<String> lakeTables() throws IOException {
        return GoldenLake.tables();
    }

    static List<String> lakeQuestions() throws IOException {
        return names(GOLDEN.resolve("answers/lake"), ".csv");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aTableHoldsWhatWasWorkedOutByHand(String table) throws Exception {
        String expected = Files.readString(GOLDEN.resolve("expected").resolve(table + ".csv"));
        String columns = header(expected);

        assertThat(run.answer("SELECT %s FROM %s ORDER BY %s".formatted(columns, place(table), order(table, columns))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("questions")
    void aQuestionIsAnswered(String question) throws Exception {
        String sql = Files.readString(QUESTIONS.resolve(question + ".sql"));

        String expected = Files.readString(GOLDEN.resolve("answers").resolve(question + ".csv"));

        assertThat(run.answer("SELECT %s FROM (%s) AS answer".formatted(header(expected), query(sql))))
                .isEqualTo(expected);
    }

    /** Files become visible when their checkpoint is told to be complete, which may be after the publish. */
    @ParameterizedTest
    @MethodSource("lakeQuestions")
    void aQuestionToTheLakeIsAnswered(String question) throws Exception {
        String sql = Files.readString(QUESTIONS.resolve("lake").resolve(question + ".sql"));
        String expected = Files.readString(GOLDEN.resolve("answers/lake").resolve(question + ".csv"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                run.lakeAnswer("SELECT %s FROM (%s)".formatted(header(expected), query(sql))))
                        .isEqualTo(expected));
    }

    /** All in one script, of the databases and of files as they are while the job runs. */
    @Test
    void flinkSqlAnswersTheQuestionsToTheLakeAlike() throws Exception {
        List<String> questions = flinkQuestions();
        StringBuilder script = new StringBuilder();
        for (String question : questions) {
            script.append(Files.readString(QUESTIONS.resolve(question + ".sql")));
        }
        Path file = Files.writeString(folder.resolve("questions.sql"), script);

        try (TotesProcess totes = TotesProcess.start(
                "sql", "--properties", run.settings().toString(), "--output", "csv", "-f", file.toString())) {
            totes.awaitEnd();

            assertThat(totes.exitCode()).as("%s", totes.errors()).isZero();
            Iterator<String> printed = totes.output().lines().iterator();
            for (String question : questions) {
                String expected = Files.readString(GOLDEN.resolve("answers").resolve(question + ".csv"));
                assertThat(columns(header(expected), printed, expected.lines().count()))
                        .as(question)
                        .isEqualTo(expected.replace("+00", ""));
            }
            assertThat(printed).isExhausted();
        }
    }

    /** Its days and hours are those of the run: what DuckDB says is what there is to compare with. */
    @Test
    void flinkSqlCountsTheChangesOfEachHourAlike() throws Exception {
        Path question = QUESTIONS.resolve("lake/changes-by-hour.sql");

        try (TotesProcess totes = TotesProcess.start(
                "sql", "--properties", run.settings().toString(), "--output", "csv", "-f", question.toString())) {
            totes.awaitEnd();

            assertThat(totes.exitCode()).as("%s", totes.errors()).isZero();
            assertThat(run.named(totes.output() + "\n"))
                    .contains(",sales_order,")
                    .isEqualTo(run.lakeAnswer(query(Files.readString(question))));
        }
    }

    private static List<String> flinkQuestions() throws IOException {
        List<String> questions = new ArrayList<>();
        for (String folder : List.of("lake/", "lake/flink/")) {
            names(GOLDEN.resolve("answers").resolve(folder), ".csv").forEach(name -> questions.add(folder + name));
        }
        return questions;
    }

    /** Some columns of the next lines of a CSV file, instants having names. */
    private static String columns(String names, Iterator<String> lines, long count) throws IOException {
        StringBuilder csv = new StringBuilder();
        for (long line = 0; line < count; line++) {
            assertThat(lines).as("lines").hasNext();
            csv.append(lines.next()).append('\n');
        }
        CSVFormat format =
                CSVFormat.DEFAULT.builder().setHeader().setRecordSeparator('\n').get();
        StringBuilder answer = new StringBuilder(names).append('\n');
        try (CSVParser rows = CSVParser.parse(run.named(csv.toString()), format);
                CSVPrinter printer = new CSVPrinter(
                        answer, format.builder().setSkipHeaderRecord(true).get())) {
            for (CSVRecord row : rows) {
                for (String name : names.split(",", 0)) {
                    printer.print(row.get(name));
                }
                printer.println();
            }
        }
        return answer.toString();
    }

    /** Days and hours are those of the run, so they are added up. */
    @Test
    void everyChangeOfTheStoryIsInTheRawZone() throws Exception {
        String sql = Files.readString(QUESTIONS.resolve("lake/changes-by-hour.sql"));

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(run.lakeAnswer("""
                        SELECT changed_table, sum(inserts) AS inserts, sum(updates) AS updates, sum(deletes) AS deletes
                        FROM (%s) GROUP BY changed_table ORDER BY changed_table""".formatted(query(sql)))).isEqualTo("""
                        changed_table,inserts,updates,deletes
                        address,5,4,1
                        counterparty,4,4,0
                        currency,4,0,0
                        department,4,4,0
                        design,7,6,1
                        payment,18,3,2
                        payment_type,4,0,0
                        purchase_order,5,3,0
                        sales_order,11,11,1
                        staff,6,2,1
                        transaction,17,1,0
                        """));
    }

    @ParameterizedTest
    @MethodSource("lakeTables")
    void aTableOfAthenaHasTheColumnsOfItsFiles(String table) throws Exception {
        assertThat(run.lake().columnsOfFiles(table)).isEqualTo(GoldenLake.columns(table));
    }

    @Test
    void howFreshTheWarehouseIsCanBeAsked() throws Exception {
        String answer = run.answer(query(Files.readString(QUESTIONS.resolve("data-freshness.sql"))));

        assertThat(answer.lines()).as(answer).hasSize(13);
        assertThat(answer).contains(",fact_sales_order,22\n").doesNotContain(",,", ",-");
    }

    @Test
    void theCalendarHoldsEveryDayOfEveryYearOfAFact() throws Exception {
        assertThat(run.answer("""
                        SELECT year, count(*) AS days, min(date_id) AS first, max(date_id) AS last,
                               count(*) FILTER (WHERE day_of_week = 1 AND day_name <> 'Monday') AS misnamed
                        FROM dim_date GROUP BY year ORDER BY year""")).isEqualTo("""
                        year,days,first,last,misnamed
                        2022,365,2022-01-01,2022-12-31,0
                        2024,366,2024-01-01,2024-12-31,0
                        2083,365,2083-01-01,2083-12-31,0
                        """);
    }

    @Test
    void everyFactVersionIsInTheViewThatShowsItAsItWasRecorded() throws Exception {
        for (String fact : List.of("fact_sales_order", "fact_purchase_order", "fact_payment")) {
            assertThat(run.answer("SELECT count(*) FROM %s_as_recorded".formatted(fact)))
                    .isEqualTo(run.answer("SELECT count(*) FROM " + fact));
        }
    }

    private static String header(String csv) {
        return csv.substring(0, csv.indexOf('\n'));
    }

    private static String query(String sql) {
        return sql.strip().replaceFirst(";$", "\n");
    }

    private static String place(String table) {
        return table.equals("quarantine") ? "etl.quarantine" : table;
    }

    private static String order(String table, String columns) {
        if (table.equals("quarantine")) {
            return "table_name COLLATE \"C\", row_key COLLATE \"C\", version, column_name COLLATE \"C\"";
        }
        return List.of(columns.split(",")).contains("version") ? "1, version" : "1";
    }

    private static List<String> names(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(suffix))
                    .map(name -> name.substring(0, name.length() - suffix.length()))
                    .sorted()
                    .toList();
        }
    }
}
