package com.terrifictotes.lake;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.local.totesys.TestTotesys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables that Terraform makes of the lake are what its files are written by. */
class LakeTablesIT {

    private static final String COMMAND = "./mvnw -q -Dquick verify -pl local -am -Dit.test=LakeTablesIT"
            + " -Dfailsafe.failIfNoSpecifiedTests=false -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dupdate";
    private static final Path TABLES = Path.of("../terraform/modules/query/tables.json");

    @Test
    void terraformKnowsEveryTableAsItsFilesAreWritten() throws Exception {
        String json = LakeTables.json(totesys());
        if (System.getProperty("update") != null) {
            Files.writeString(TABLES, json);
        }

        assertThat(TABLES)
                .usingCharset(StandardCharsets.UTF_8)
                .as("terraform's tables differ from the lake's; write them again with %s", COMMAND)
                .hasContent(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw", "processed"})
    void flinkSqlKnowsEveryTableAsItsFilesAreWritten(String zone) throws Exception {
        Path file = Path.of("../sql/lake/%s.sql".formatted(zone));
        String sql = LakeTables.flinkSql(totesys(), zone);
        if (System.getProperty("update") != null) {
            Files.writeString(file, sql);
        }

        assertThat(file)
                .usingCharset(StandardCharsets.UTF_8)
                .as("sql/lake differs from the lake; write it again with %s", COMMAND)
                .hasContent(sql);
    }

    private static SourceCatalog totesys() throws Exception {
        try (Connection connection = TestTotesys.empty().connect()) {
            return SourceCatalog.discover(connection, "public", Set.of("_prisma_migrations"));
        }
    }
}
