package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What somebody sees who does not know a command yet, or mistypes it. */
class HelpTest {

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandHasHelpWithAnExampleThatCanBeTyped(String command) {
        CommandLine about = find(command);
        about.setUsageHelpAutoWidth(false).setUsageHelpWidth(200);
        String help = about.getUsageMessage(CommandLine.Help.Ansi.OFF);

        assertThat(about.getCommandSpec().optionsMap())
                .as("options of " + command)
                .containsKey("--help");
        assertThat(examples(help)).as("examples in the help of " + command).isNotEmpty();
        assertThat(examples(help)).allSatisfy(example -> Totes.commandLine().parseArgs(words(example)));
        assertThat(examples(help))
                .allSatisfy(example -> assertThat(example).startsWith(command.isEmpty() ? "run" : command));
    }

    @ParameterizedTest
    @MethodSource("mistypedOptions")
    void aMistypedOptionGetsTheRightOneAndNoStackTrace(String command, String mistyped, String meant) {
        Told told = told(command, mistyped);

        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.text()).startsWith("Unknown option: '%s'".formatted(mistyped));
        assertThat(told.text())
                .containsPattern("Possible solutions: .*" + meant)
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @MethodSource("mistypedCommands")
    void aMistypedCommandGetsTheRightOneAndNoStackTrace(String mistyped, String meant) {
        Told told = told(mistyped);

        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.text()).startsWith("Unmatched argument at index 0: '%s'".formatted(mistyped));
        assertThat(told.text())
                .containsPattern("Did you mean: .*totes " + meant)
                .doesNotContain("\tat ");
    }

    @Test
    void withoutACommandAllAreShown() {
        Told told = told();

        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.text()).startsWith("Missing required subcommand").contains("Commands:", "run", "status");
    }

    static Stream<String> commands() {
        return Stream.concat(Stream.of(""), names());
    }

    static Stream<List<String>> mistypedOptionsOf(String command) {
        return find(command).getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .filter(name -> name.startsWith("--"))
                .map(name -> List.of(command, name.substring(0, name.length() - 1), name));
    }

    static Stream<Object[]> mistypedOptions() {
        // Help answers whatever is typed behind it with help.
        return names().filter(name -> !name.equals("help"))
                .flatMap(HelpTest::mistypedOptionsOf)
                .map(List::toArray);
    }

    static Stream<Object[]> mistypedCommands() {
        return names().map(name -> new Object[] {name.substring(0, name.length() - 1), name});
    }

    private static Stream<String> names() {
        return Totes.commandLine().getSubcommands().keySet().stream();
    }

    private static CommandLine find(String command) {
        CommandLine totes = Totes.commandLine();
        return command.isEmpty()
                ? totes
                : Objects.requireNonNull(totes.getSubcommands().get(command), command);
    }

    /** What can be typed behind {@code ./local/totes}, up to where the shell goes on with something else. */
    private static List<String> examples(String help) {
        return help.lines()
                .filter(line -> line.matches("(Examples?:| {9,}).*\\./local/totes.*"))
                .map(line -> line.replaceFirst(".*?\\./local/totes ", "").replaceFirst("[|)>].*", ""))
                .map(String::strip)
                .toList();
    }

    /** As a shell makes them of what is typed. */
    private static String[] words(String typed) {
        return Pattern.compile("'([^']*)'|\\S+")
                .matcher(typed)
                .results()
                .map(word -> word.group(1) == null ? word.group() : word.group(1))
                .toArray(String[]::new);
    }

    private static Told told(String... arguments) {
        StringWriter text = new StringWriter();
        List<String> given = new ArrayList<>(Arrays.asList(arguments));
        int exitCode = Totes.commandLine()
                .setErr(new PrintWriter(text, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(given.toArray(String[]::new));
        return new Told(exitCode, text.toString());
    }
}
