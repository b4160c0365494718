package com.terrifictotes.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.local.sql.LakeTable;
import com.terrifictotes.local.sql.RawTables;
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

    /** {@code totes sql} makes the raw zone's tables of the catalogue, and not of Parquet's schemas: of each type there is. */
    @Test
    void totesSqlDeclaresWhateverATotesysHas() throws Exception {
        TestTotesys totesys = TestTotesys.empty();
        totesys.execute("ALTER TABLE department ADD COLUMN floor smallint");
        totesys.execute("CREATE TYPE mood AS ENUM ('calm', 'odd')");
        totesys.execute("""
                CREATE TABLE "odd `one`" (
                    id bigint PRIMARY KEY, name varchar(9), feeling mood, document jsonb, token uuid, at time, seen timestamptz,
                    until timestamp, born date, price numeric(10, 2), wide numeric, huge numeric(60, 30), single real,
                    double float8, bytes bytea, tags text[], ok bool)""");
        SourceCatalog catalog = catalog(totesys);

        assertThat(LakeTable.script("raw", RawTables.of(catalog)))
                .isEqualTo(LakeTables.flinkSql(catalog, "raw"))
                .contains("`floor` SMALLINT", "`seen` TIMESTAMP(6)", "'${raw}/table=odd `one`'");
    }

    @Test
    void aTableWithTheNameThatIsMeantForTheCutsKeepsIt() throws Exception {
        TestTotesys totesys = TestTotesys.empty();
        totesys.execute("CREATE TABLE cuts (id int PRIMARY KEY, cut_date date)");

        assertThat(RawTables.of(catalog(totesys)))
                .filteredOn(table -> table.name().contains("cuts"))
                .extracting(LakeTable::name, LakeTable::folder)
                .containsExactly(tuple("_cuts", "table=_cuts"), tuple("cuts", "table=cuts"));
    }

    private static SourceCatalog totesys() throws Exception {
        return catalog(TestTotesys.empty());
    }

    private static SourceCatalog catalog(TestTotesys totesys) throws Exception {
        try (Connection connection = totesys.connect()) {
            return SourceCatalog.discover(connection, "public", Set.of("_prisma_migrations"));
        }
    }
}
