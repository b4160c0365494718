package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.local.pipeline.SeenCuts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Everything that must be true when the job has caught up and stopped. */
final class StarProof {

    private final StarPipeline pipeline;

    StarProof(StarPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** What holds at any moment. */
    void requireInvariants() throws SQLException {
        try (Connection warehouse = pipeline.warehouse()) {
            Check.requireAll(warehouse, StarChecks.all());
        }
    }

    /** What holds in the end: the agreement, and that versions are as the cuts that were seen make them. */
    void requireAll(List<SeenCuts.Cut> seen) throws SQLException {
        requireAgreement();
        try (Connection totesys = pipeline.totesys().connect();
                Connection warehouse = pipeline.warehouse();
                StarLake lake = StarLake.of(pipeline)) {
            requireVersionsByTheRules(lake, new StarComparison(totesys, warehouse, lake), seen);
        }
    }

    /** The invariants, and that totesys, the raw zone, the processed zone and the warehouse agree. */
    void requireAgreement() throws SQLException {
        requireInvariants();
        try (Connection totesys = pipeline.totesys().connect();
                Connection warehouse = pipeline.warehouse();
                StarLake lake = StarLake.of(pipeline)) {
            Check.requireAll(warehouse, StarChecks.atRest());
            StarComparison comparison = new StarComparison(totesys, warehouse, lake);
            comparison.requireCurrentIsSource();
            comparison.requireFactsAreChanges();
            comparison.requireLakeIsWarehouse();
        }
    }

    /** How many changes and versions there are. */
    String figures() throws SQLException {
        try (Connection totesys = pipeline.totesys().connect();
                Connection warehouse = pipeline.warehouse();
                StarLake lake = StarLake.of(pipeline)) {
            StarComparison comparison = new StarComparison(totesys, warehouse, lake);
            long versions = 0;
            for (StarTable table : StarSchema.tables(StarTable.Role.DIMENSION)) {
                versions += comparison
                        .versions(table, table.name() + "_history", StarTable.VALID_FROM)
                        .size();
            }
            long facts = 0;
            for (StarTable table : StarSchema.tables(StarTable.Role.FACT)) {
                facts += comparison
                        .versions(table, table.name(), StarTable.RECORDED_AT)
                        .size();
            }
            return "%,d changes, %,d of them deletes, %,d versions of facts, %,d versions of dimensions"
                    .formatted(lake.changes(), lake.deletes(), facts, versions);
        }
    }

    private static void requireVersionsByTheRules(StarLake lake, StarComparison comparison, List<SeenCuts.Cut> seen)
            throws SQLException {
        for (var simple : StarQueries.SIMPLE.entrySet()) {
            assertThat(history(comparison, simple.getKey()))
                    .as("versions of %s, by the rules from the changes", simple.getKey())
                    .containsExactlyInAnyOrderElementsOf(DimensionOracle.versions(lake, simple.getValue()));
        }
        JoinedOracle oracle = new JoinedOracle(seen);
        for (var joined : StarQueries.JOINED.entrySet()) {
            assertThat(oracle.wrong(lake, StarSchema.table(joined.getKey()), joined.getValue()))
                    .as("versions of %s that no sequence of cuts can have left", joined.getKey())
                    .isEmpty();
        }
    }

    private static List<List<String>> history(StarComparison comparison, String dimension) throws SQLException {
        return comparison.versions(StarSchema.table(dimension), dimension + "_history", StarTable.VALID_FROM);
    }
}
