package com.terrifictotes.local.star;

import com.terrifictotes.catalog.StarColumn;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.StarTable.Role;
import java.util.ArrayList;
import java.util.List;

/** What holds of the warehouse whenever it is looked at, also between two lives of the job. */
final class StarChecks {

    private StarChecks() {}

    static List<Check> all() {
        List<Check> checks = new ArrayList<>();
        StarSchema.tables(Role.DIMENSION).forEach(table -> checks.addAll(ofDimension(table)));
        StarSchema.tables(Role.FACT).forEach(table -> checks.addAll(ofFact(table)));
        return checks;
    }

    /** What holds once everything that was staged is published. */
    static List<Check> atRest() {
        List<Check> checks = new ArrayList<>();
        StarSchema.all()
                .forEach(table -> checks.add(new Check(
                        "nothing is left in the staging of " + table.name(),
                        "SELECT * FROM etl.stage_" + table.name())));
        checks.add(new Check("no batch waits", "SELECT * FROM etl.batch"));
        return checks;
    }

    private static List<Check> ofDimension(StarTable table) {
        String name = table.name();
        String history = name + "_history";
        String key = table.key();
        String shown = shown(table);
        return List.of(
                new Check(
                        history + ": one current version of a key that is there, none of one that is gone",
                        "SELECT h.%2$s FROM %1$s h JOIN %3$s d USING (%2$s) GROUP BY 1, d.is_deleted HAVING count(*) FILTER (WHERE is_current) <> CASE WHEN d.is_deleted THEN 0 ELSE 1 END"
                                .formatted(history, key, name)),
                new Check(
                        history + ": no two versions hold at the same time",
                        "SELECT a.%2$s, a.version, b.version FROM %1$s a JOIN %1$s b ON a.%2$s = b.%2$s AND a.version < b.version AND a.valid_to > b.valid_from"
                                .formatted(history, key)),
                new Check(
                        history
                                + ": versions are numbered 1, 2, 3, and each begins where the one before ends, but for one number and some time after a delete",
                        "SELECT * FROM (SELECT *, lag(valid_to) OVER w AS ended, coalesce(lag(version) OVER w, 0) AS before FROM %1$s WINDOW w AS (PARTITION BY %2$s ORDER BY version)) v WHERE CASE version - before WHEN 1 THEN before > 0 AND ended <> valid_from WHEN 2 THEN before = 0 OR ended >= valid_from ELSE NOT is_inferred END"
                                .formatted(history, key)),
                new Check(
                        history + ": neighbours differ",
                        "SELECT a.* FROM %1$s a JOIN %1$s b ON a.%2$s = b.%2$s AND a.version + 1 = b.version AND (%3$s) IS NOT DISTINCT FROM (%4$s)"
                                .formatted(history, key, shown.replace("$", "a."), shown.replace("$", "b."))),
                new Check(
                        name + ": shows the last version",
                        "SELECT %3$s FROM %1$s d FULL JOIN (SELECT DISTINCT ON (%2$s) * FROM %1$s_history ORDER BY %2$s, version DESC) h ON h.%2$s = d.%2$s WHERE (%4$s) IS DISTINCT FROM (%5$s) OR d.is_deleted = h.is_current OR d.is_inferred"
                                .formatted(name, key, "d.*, h.*", shown.replace("$", "d."), shown.replace("$", "h."))));
    }

    private static List<Check> ofFact(StarTable table) {
        String name = table.name();
        String key = table.key();
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(name + ": versions are 1, 2, 3, but for those in quarantine", """
                SELECT k.key, n FROM (SELECT %2$s AS key, max(version) AS last FROM %1$s GROUP BY 1) k, generate_series(1, last) n
                WHERE (SELECT count(*) FROM %1$s WHERE %2$s = k.key AND version = n)
                  + (SELECT count(DISTINCT version) FROM etl.quarantine WHERE table_name = '%3$s' AND row_key = k.key::text AND version = n) <> 1""".formatted(
                        name, key, table.source())));
        checks.add(new Check(
                name + ": the last version is the current one unless it is a delete, and no other",
                "SELECT * FROM (SELECT *, lead(version) OVER (PARTITION BY %2$s ORDER BY version) AS next FROM %1$s) f WHERE is_current <> (next IS NULL AND NOT is_deleted)"
                        .formatted(name, key)));
        checks.add(new Check(
                name + ": a deleted version is as the one before, and that is not deleted",
                "SELECT a.* FROM %1$s a LEFT JOIN LATERAL (SELECT * FROM %1$s WHERE %2$s = a.%2$s AND version < a.version ORDER BY version DESC LIMIT 1) b ON true WHERE a.is_deleted AND (b.is_deleted IS NOT FALSE OR (%3$s) IS DISTINCT FROM (%4$s))"
                        .formatted(
                                name,
                                key,
                                shown(table).replace("$", "a."),
                                shown(table).replace("$", "b."))));
        checks.add(new Check(
                name + ": recorded in the order of versions, and not after the ledger",
                "SELECT * FROM (SELECT *, lead(recorded_at) OVER (PARTITION BY %2$s ORDER BY version) AS next FROM %1$s) f, etl.ledger WHERE next < recorded_at OR recorded_at > complete_to"
                        .formatted(name, key)));
        checks.add(new Check(name + ": the ledger counts its rows, and so do the publishes", """
                SELECT * FROM (SELECT (SELECT count(*) FROM %1$s) AS there,
                  (SELECT coalesce(sum((rows ->> '%1$s')::bigint), 0) FROM etl.ledger) AS ledger,
                  (SELECT coalesce(sum((rows ->> '%1$s')::bigint), 0) FROM etl.publish) AS published) c
                WHERE there <> ledger OR there <> published""".formatted(name)));
        table.columns().stream()
                .filter(column -> column.dimension().isPresent())
                .forEach(column -> checks.add(ofReference(table, column)));
        checks.add(new Check(
                name + "_as_recorded: every version once, with all its dimensions",
                "SELECT f.%2$s, f.version, count(v.*) FROM %1$s f LEFT JOIN %1$s_as_recorded v USING (%2$s, version) GROUP BY 1, 2 HAVING count(v.*) <> 1 OR bool_or(%3$s)"
                        .formatted(name, key, missing(name))));
        return checks;
    }

    /**
     * A deleted version may refer to what is gone with it. A row that was gone and is back holds again from the closed cut
     * that saw it; a fact can be seen by one before that was broken off, and both can be gone again behind it.
     */
    private static Check ofReference(StarTable fact, StarColumn column) {
        String dimension = column.dimension().orElseThrow();
        return new Check(
                "%s.%s: exactly one version of %s held at its cut".formatted(fact.name(), column.name(), dimension),
                """
                SELECT * FROM (SELECT f.*, (SELECT count(*) FROM %3$s_history h WHERE h.%4$s = f.%2$s AND recorded_at < valid_to
                  AND (recorded_at >= valid_from OR h.version = 1)) AS held FROM %1$s f) c WHERE held > 1
                  OR held < 1 AND NOT is_deleted AND NOT %5$s""".formatted(
                                fact.name(),
                                column.name(),
                                dimension,
                                StarSchema.table(dimension).key(),
                                wasGone(StarSchema.table(dimension), "c", column.name())));
    }

    /** Whether what a version of a fact refers to was deleted before its cut, and did not hold again at once, in SQL. */
    private static String wasGone(StarTable dimension, String fact, String column) {
        return """
                EXISTS (SELECT FROM %1$s_history g WHERE g.%2$s = %3$s.%4$s AND g.valid_to <= %3$s.recorded_at
                  AND NOT EXISTS (SELECT FROM %1$s_history n WHERE n.%2$s = g.%2$s AND n.version = g.version + 1))""".formatted(dimension.name(), dimension.key(), fact, column);
    }

    private static String missing(String fact) {
        return switch (fact) {
            case "fact_sales_order" ->
                "staff_first_name IS NULL OR staff_department_name IS NULL OR counterparty_legal_name IS NULL OR counterparty_legal_city IS NULL OR currency_name IS NULL OR design_name IS NULL OR delivery_city IS NULL";
            case "fact_purchase_order" ->
                "staff_first_name IS NULL OR staff_department_name IS NULL OR counterparty_legal_name IS NULL OR counterparty_legal_city IS NULL OR currency_name IS NULL OR delivery_city IS NULL";
            default ->
                "counterparty_legal_name IS NULL OR currency_name IS NULL OR payment_type_name IS NULL OR transaction_type IS NULL AND NOT v.is_deleted AND NOT %s"
                        .formatted(wasGone(StarSchema.DIM_TRANSACTION, "v", "transaction_id"));
        };
    }

    /** The contract's columns, each behind a dollar for where it is from. */
    private static String shown(StarTable table) {
        return "ROW("
                + String.join(
                        ", ",
                        table.columns().stream()
                                .map(column -> "$" + column.name())
                                .toList()) + ")";
    }
}
