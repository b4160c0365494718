package com.terrifictotes.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The page docs/lake.md. */
final class LakePage {

    private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

    private LakePage() {}

    /**
     * The queries that the page shows of a zone, in their order.
     *
     * @param zone as the paths in the queries begin
     * @param folder what to put in its place
     */
    static List<String> queries(String zone, Path folder) throws IOException {
        String page = Files.readString(Path.of("..", "docs", "lake.md"));
        return SQL.matcher(page)
                .results()
                .flatMap(block -> Pattern.compile(";").splitAsStream(block.group(1)))
                .filter(query -> query.contains("'" + zone + "/"))
                .map(query -> query.replace("'" + zone + "/", "'" + folder + "/"))
                .toList();
    }
}
