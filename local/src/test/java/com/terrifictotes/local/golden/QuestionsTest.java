package com.terrifictotes.local.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every file of {@code sql/questions} promises its reader. */
class QuestionsTest {
    private static final Path QUESTIONS = Path.of("../sql/questions");
    private static final Path ANSWERS = Path.of("src/test/resources/golden/answers");
    private static final List<String> FOLDERS = List.of("", "lake/", "lake/flink/");
    /** Their answers are true of one run only. */
    private static final Set<String> UNANSWERED = Set.of("data-freshness", "lake/changes-by-hour");

    @ParameterizedTest
    @MethodSource("questions")
    void aQuestionSaysWhatItAnswersAndIsOneSelectInAFixedOrder(String question) throws IOException {
        String text = Files.readString(QUESTIONS.resolve(question + ".sql"));

        assertThat(text).matches("(?s)-- [A-Z][^\n]+\\? For .+\n(SELECT|WITH)\\b[^;]+\nORDER BY\\b[^;]+;\n");
    }

    @ParameterizedTest
    @MethodSource("indexes")
    void theIndexHasEachQuestionOnce(String index, List<String> folders) throws IOException {
        List<String> listed = Files.readAllLines(QUESTIONS.resolve(index)).stream()
                .filter(line -> line.startsWith("| ["))
                .map(line -> line.replaceFirst("^\\| \\[([a-z-]+)]\\(([a-z]+/)?\\1\\.sql\\) \\|.*", "$1"))
                .sorted()
                .toList();

        assertThat(listed).isEqualTo(namesIn(QUESTIONS, folders, ".sql"));
    }

    static Stream<Arguments> indexes() {
        return Stream.of(
                Arguments.of("README.md", List.of("")),
                Arguments.of("lake/README.md", List.of("lake/", "lake/flink/")));
    }

    @Test
    void eachQuestionHasAnAnswerOnTheGoldenSet() throws IOException {
        List<String> answerable = questions().stream()
                .filter(question -> !UNANSWERED.contains(question))
                .toList();

        assertThat(all(ANSWERS, ".csv")).isEqualTo(answerable);
    }

    private static List<String> questions() throws IOException {
        return all(QUESTIONS, ".sql");
    }

    private static List<String> all(Path root, String suffix) throws IOException {
        List<String> all = new ArrayList<>();
        for (String folder : FOLDERS) {
            names(root.resolve(folder), suffix).forEach(name -> all.add(folder + name));
        }
        return all;
    }

    private static List<String> namesIn(Path root, List<String> folders, String suffix) throws IOException {
        List<String> names = new ArrayList<>();
        for (String folder : folders) {
            names.addAll(names(root.resolve(folder), suffix));
        }
        return names.stream().sorted().toList();
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
