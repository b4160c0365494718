import { get } from "./ask.js";
import { missBusiness, showBusiness } from "./business.js";
import { state, write } from "./dom.js";
import { moment } from "./format.js";
import { refresh } from "./lookup.js";
import { showPipeline } from "./pipeline.js";

const EVERY_MILLIS = 1000;
const HIDDEN_MILLIS = 10000;
const NEWS_MILLIS = 60000;
const PIPELINE = ["freshness", "tables", "reconcile"];

let shown = "";
let told = 0;

function tell(text) {
  if (Date.now() - told > NEWS_MILLIS) {
    told = Date.now();
    write("news", text);
  }
}

async function business(version) {
  const answer = await get("/api/business");
  if (answer.status === 200) {
    shown = version;
    showBusiness(answer.body);
    refresh();
    if (answer.body.as_of) tell(`New numbers, as of ${moment(answer.body.as_of)}`);
  } else {
    shown = answer.status === 404 ? version : "";
    missBusiness(answer.body.error, answer.status === 404);
  }
}

async function look() {
  const answer = await get("/api/pipeline");
  if (answer.status === 200) {
    showPipeline(answer.body);
    // Counters begin anew with a job that was restarted: as many rows as before may be other ones.
    const version = `${answer.body.rowsPublished} ${answer.body.publishers} ${answer.body.completeTo !== undefined}`;
    if (version !== shown) await business(version);
  } else {
    write("headline", "No answer");
    for (const id of PIPELINE) state(id, "error", answer.body.error);
    missBusiness(answer.body.error, false);
    shown = "";
  }
}

async function follow() {
  try {
    await look();
  } finally {
    setTimeout(follow, document.hidden ? HIDDEN_MILLIS : EVERY_MILLIS);
  }
}

follow();
