import { byId, element, state, table, write } from "./dom.js";
import { draw } from "./charts.js";
import { count, instant, span } from "./format.js";

const health = row => row.isStopped ? element("span", { class: "bad" }, "not read")
  : row.isMiscounted ? element("span", { class: "bad" }, "another number of rows")
  : row.lagSeconds === undefined ? "–" : span(row.lagSeconds);

function freshness(now) {
  write("behind-what", now.hasWarehouse ? "behind totesys" : "since the last cut");
  write("behind", span(now.behindSeconds));
  write("complete-to", now.hasWarehouse ? instant(now.completeTo) : "no warehouse");
  write("last-cut", instant(now.lastCut));
  write("cuts", count(now.cuts));
  write("restarts", count(now.numRestarts ?? 0));
  if (now.behindSeconds === null) {
    const part = now.expectedRows > 0 ? ` of about ${count(now.expectedRows)}` : "";
    state("freshness", "loading", `The first load is under way: ${count(now.rowsRead)} rows${part} are read.`);
    return;
  }
  const samples = now.freshness;
  draw("freshness-chart", "line", samples.map(sample => instant(sample.at).slice(11)),
    [[now.hasWarehouse ? "seconds behind" : "seconds since the last cut", samples.map(sample => sample.seconds)]],
    { scales: { title: { display: true, text: "seconds" } } });
  const shown = samples.filter((sample, i) => (samples.length - 1 - i) % 12 === 0).reverse();
  table("freshness-table", "Once a minute, the newest first",
    [["time", sample => instant(sample.at).slice(11)], ["seconds behind", sample => sample.seconds.toFixed(1), "number"]], shown);
  state("freshness", "ready");
}

function tables(now) {
  if (now.tables.length === 0) return;
  table("tables-table", "What is known of each table, in the raw zone",
    [["table", row => row.table], ["rows", row => count(row.rows), "number"], ["changes", row => count(row.changes), "number"],
      ["deletes", row => count(row.deletes), "number"], ["lag", health, "number"]], now.tables);
  state("tables", "ready");
}

function result(mismatches, good, bad) {
  if (mismatches === undefined) return "not compared yet";
  return mismatches === 0 ? element("span", { class: "good" }, good) : element("span", { class: "bad" }, `${count(mismatches)} ${bad}`);
}

/** With the keys of which a comparison could say nothing. */
function settled(shown, unsettled) {
  return unsettled > 0 ? element("span", {}, shown, `; ${count(unsettled)} unsettled: they changed whenever they were looked at`) : shown;
}

function comparison(now) {
  const audit = now.reconcileMismatches === undefined ? "" : `, ${span(now.auditAgeSeconds)} ago`;
  table("reconcile-table", "Whether the pipeline has what totesys has",
    [["comparison", row => row[0]], ["result", row => row[1]]],
    [["rows of each table, counted at each cut", result(now.countMismatches, "the same", "tables differ")],
      [`every row, by its content${audit}`, settled(result(now.reconcileMismatches, "the same", "rows differ"), now.reconcileUnsettled)]]);
  state("reconcile", "ready");
}

function publishes(now) {
  write("publish-count", count(now.publishes));
  write("publish-millis", now.publishMillis === undefined ? "–" : `${count(now.publishMillis)} ms`);
  write("publish-retries", count(now.publishRetries));
}

function headline(now) {
  if (now.behindSeconds === null) return "First load under way";
  return now.hasWarehouse ? `${span(now.behindSeconds)} behind totesys` : `last cut ${span(now.behindSeconds)} ago`;
}

/** Shows how the pipeline is. */
export function showPipeline(now) {
  write("pipeline-name", now.pipeline);
  write("headline", headline(now));
  const flink = byId("flink");
  flink.hidden = !now.flink;
  if (now.flink) flink.href = now.flink;
  freshness(now);
  tables(now);
  comparison(now);
  publishes(now);
}
