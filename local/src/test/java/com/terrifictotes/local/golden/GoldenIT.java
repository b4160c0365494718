package com.terrifictotes.local.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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

    @Test
    void howFreshTheWarehouseIsCanBeAsked() throws Exception {
        String answer = run.answer(query(Files.readString(QUESTIONS.resolve("data-freshness.sql"))));

        assertThat(answer.lines()).as(answer).hasSize(13);
        assertThat(answer).contains(",fact_sales_order,20\n").doesNotContain(",,", ",-");
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
