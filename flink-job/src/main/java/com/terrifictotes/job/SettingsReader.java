package com.terrifictotes.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares what a user gave with the declared options, and hands out the values once nothing is wrong with them. */
final class SettingsReader {
    private final List<Option<?>> options;
    private final Set<String> optionalGroups;
    private final PropertyGroups given;

    /**
     * Compares.
     *
     * @param options every option there is, in the order in which problems are told
     * @param optionalGroups groups of which nothing is required as long as nothing of them is given
     */
    SettingsReader(List<Option<?>> options, Set<String> optionalGroups, PropertyGroups given) {
        this.options = List.copyOf(options);
        this.optionalGroups = Set.copyOf(optionalGroups);
        this.given = given;
    }

    /** Everything that is wrong, a line each; the values may be read if there is nothing. */
    List<String> problems() {
        List<String> problems = new ArrayList<>(given.problems());
        given.texts().forEach((group, values) -> unknown(group, values).forEach(problems::add));
        options.stream()
                .filter(option -> has(option.group()) || !optionalGroups.contains(option.group()))
                .filter(option -> !given.refused().contains(option.name()))
                .flatMap(option -> option.problem(text(option)).stream())
                .forEach(problems::add);
        return problems;
    }

    /** Whether the user gave a group of that name, be it empty. */
    boolean has(String group) {
        return given.texts().containsKey(group);
    }

    /** The value of an option: the user's, or else the default. */
    <T> T value(Option<T> option) {
        return option.value(text(option));
    }

    private @Nullable String text(Option<?> option) {
        return given.texts().getOrDefault(option.group(), Map.of()).get(option.key());
    }

    private Stream<String> unknown(String group, Map<String, String> values) {
        List<String> groups = options.stream().map(Option::group).distinct().toList();
        if (!groups.contains(group)) {
            return Stream.of(group + ": is not a group" + suggestion(Spelling.nearest(group, groups), groups));
        }
        List<String> keys = keys(group);
        return values.keySet().stream()
                .filter(key -> !keys.contains(key))
                .map(key -> "%s: %s: is not a key of this group%s".formatted(group, key, meant(key, keys)));
    }

    private String meant(String key, List<String> keys) {
        Optional<String> elsewhere = options.stream()
                .filter(option -> option.key().equals(key))
                .map(Option::name)
                .findFirst();
        return suggestion(elsewhere.or(() -> Spelling.nearest(key, keys)), keys);
    }

    private static String suggestion(Optional<String> nearest, List<String> known) {
        return nearest.map(word -> ", did you mean " + word + "?")
                .orElseGet(() -> ", expected one of " + String.join(", ", known));
    }

    private List<String> keys(String group) {
        return options.stream()
                .filter(option -> Objects.equals(option.group(), group))
                .<String>map(Option::key)
                .toList();
    }
}
