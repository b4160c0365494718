package com.terrifictotes.job;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What concerns the job as a whole.
 *
 * @param name identifies the pipeline, whatever job or attempt runs it
 * @param mode whether it ever ends
 */
public record PipelineSettings(String name, Mode mode) implements Serializable {
    public static final String GROUP = "Pipeline";

    public static final Option<String> NAME = new Option<>(
            GROUP,
            "name",
            OptionType.text("1 to 64 letters, digits, dashes and underscores", Pattern.compile("[A-Za-z0-9_-]{1,64}")),
            "totes",
            "identifies the pipeline: keep it when the job is deployed again");

    public static final Option<Mode> MODE = new Option<>(
            GROUP,
            "mode",
            new OptionType<>("continuous or bounded", Mode::of, mode -> true),
            "continuous",
            "`continuous` follows the database until the job is stopped; `bounded` takes what is there and finishes");

    static final List<Option<?>> OPTIONS = List.of(NAME, MODE);

    public PipelineSettings {
        NAME.check(name);
    }

    static PipelineSettings of(SettingsReader reader) {
        return new PipelineSettings(reader.value(NAME), reader.value(MODE));
    }
}
