package com.terrifictotes.local.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every file of {@code sql/questions} promises its reader. */
class QuestionsTest {
    private static final Path QUESTIONS = Path.of("../sql/questions");
    private static final Path ANSWERS = Path.of("src/test/resources/golden/answers");
    /** Its answer is true of one run only. */
    private static final String UNANSWERED = "data-freshness";

    @ParameterizedTest
    @MethodSource("questions")
    void aQuestionSaysWhatItAnswersAndIsOneSelectInAFixedOrder(String question) throws IOException {
        String text = Files.readString(QUESTIONS.resolve(question + ".sql"));

        assertThat(text).matches("(?s)-- [A-Z][^\n]+\\? For .+\n(SELECT|WITH)\\b[^;]+\nORDER BY\\b[^;]+;\n");
    }

    @Test
    void theIndexHasEachQuestionOnce() throws IOException {
        List<String> listed = Files.readAllLines(QUESTIONS.resolve("README.md")).stream()
                .filter(line -> line.startsWith("| ["))
                .map(line -> line.replaceFirst("^\\| \\[([a-z-]+)]\\(\\1\\.sql\\) \\|.*", "$1"))
                .sorted()
                .toList();

        assertThat(listed).isEqualTo(questions());
    }

    @Test
    void eachQuestionHasAnAnswerOnTheGoldenSet() throws IOException {
        List<String> answerable = questions().stream()
                .filter(question -> !question.equals(UNANSWERED))
                .toList();

        assertThat(names(ANSWERS, ".csv")).isEqualTo(answerable);
    }

    private static List<String> questions() throws IOException {
        return names(QUESTIONS, ".sql");
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
