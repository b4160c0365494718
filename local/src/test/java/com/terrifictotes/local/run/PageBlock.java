package com.terrifictotes.local.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A block of docs/connect.md of which the page says that it was tried.
 *
 * @param language what is written behind the fence
 */
record PageBlock(String language, String text) {

    private static final Pattern TRIED = Pattern.compile("\\*Tried:\\*\n\n```(\\w+)\n(.*?)\n```", Pattern.DOTALL);

    static List<PageBlock> in(String language) throws IOException {
        return TRIED.matcher(Files.readString(Path.of("../docs/connect.md")))
                .results()
                .map(match -> new PageBlock(match.group(1), match.group(2)))
                .filter(block -> block.language().equals(language))
                .toList();
    }
}
