package com.terrifictotes.job;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the lake is and how it is written.
 *
 * @param rawPath the folder of the raw zone: absolute, scheme file or s3a, no slash at its end
 * @param processedPath the folder of the processed zone, likewise; null if there is none
 * @param fileSize bytes after which a file is closed even before the checkpoint
 */
public record LakeSettings(URI rawPath, @Nullable URI processedPath, long fileSize) implements Serializable {
    public static final String GROUP = "Lake";

    private static final long MEBIBYTE = 1 << 20;

    public static final Option<URI> RAW_PATH = Option.required(
            GROUP,
            "raw.path",
            new OptionType<>(
                    "file:///absolute/folder or s3a://bucket/prefix", LakeSettings::readFolder, LakeSettings::isFolder),
            "the folder of the raw zone");

    public static final Option<Optional<URI>> PROCESSED_PATH = new Option<>(
            GROUP,
            "processed.path",
            new OptionType<>(
                    "file:///absolute/folder or s3a://bucket/prefix",
                    LakeSettings::readFolderOrNone,
                    folder -> folder.isEmpty() || isFolder(folder.get())),
            "",
            "the folder of the processed zone, outside of the raw zone; none if it is not given");

    public static final Option<Long> FILE_SIZE = new Option<>(
            GROUP,
            "file.size",
            OptionType.number(MEBIBYTE, MEBIBYTE << 20),
            "134217728",
            "bytes after which a file is closed even before the checkpoint");

    static final List<Option<?>> OPTIONS = List.of(RAW_PATH, PROCESSED_PATH, FILE_SIZE);

    public LakeSettings {
        RAW_PATH.check(rawPath);
        PROCESSED_PATH.check(Optional.ofNullable(processedPath));
        FILE_SIZE.check(fileSize);
    }

    static LakeSettings of(SettingsReader reader) {
        return new LakeSettings(
                reader.value(RAW_PATH), reader.value(PROCESSED_PATH).orElse(null), reader.value(FILE_SIZE));
    }

    private static Optional<URI> readFolder(String text) {
        try {
            return Optional.of(new URI(text.replaceFirst("(?<=[^/])/+$", "")));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<Optional<URI>> readFolderOrNone(String text) {
        Optional<URI> folder = text.isEmpty() ? Optional.empty() : readFolder(text);
        return text.isEmpty() || folder.isPresent() ? Optional.of(folder) : Optional.empty();
    }

    private static boolean isFolder(URI folder) {
        if (folder.getRawQuery() != null || folder.getRawFragment() != null || folder.getScheme() == null) {
            return false;
        }
        String authority = folder.getRawAuthority();
        return switch (folder.getScheme()) {
            case "file" ->
                authority == null && !folder.isOpaque() && folder.getPath().length() > 1;
            case "s3a" -> authority != null && authority.matches("[a-z0-9][a-z0-9._-]+");
            default -> false;
        };
    }
}
