import { get } from "./ask.js";
import { byId, element, groups, renew, state, table } from "./dom.js";
import { amount, moment, words } from "./format.js";

let order = null;
let member = null;


function versionLine(row) {
  const title = row.is_deleted ? "deleted" : row.version === 1 ? "ordered" : row.is_silent ? "changed silently" : "changed";
  const changes = row.is_deleted || !row.what_changed ? [] : row.what_changed.split(/, (?=[a-z_]+: )/);
  return { at: row.recorded_at, gone: row.is_deleted, title: `Order ${title} (version ${row.version})`, lines: changes };
}

/** A version that does not fit the star, by its lines in quarantine: one for each column. */
function refusedLine(of) {
  const until = of[0].closed_at === null ? "and is so still" : `until ${moment(of[0].closed_at)} UTC`;
  return { at: of[0].recorded_at, gone: true, title: `Order does not fit (version ${of[0].version}), ${until}`,
    lines: of.map(row => `${row.column_name}: ${row.value ?? "none"}: ${row.reason}`) };
}

function paymentLine(row) {
  const what = row.is_deleted ? "deleted" : row.paid ? "paid" : "open";
  return { at: row.recorded_at, gone: row.is_deleted, title: `Payment ${row.payment_id} ${what}`,
    lines: [`${words(row.payment_type_name)} of ${amount(row.payment_amount)} ${row.currency_code}, due ${row.payment_date}`] };
}

function historyItem(line) {
  const details = line.lines.length === 0 ? null : element("ul", {}, ...line.lines.map(text => element("li", {}, text)));
  return element("li", { class: line.gone ? "gone" : undefined },
    element("time", { datetime: line.at.replace(" ", "T").replace(/\+00$/, "Z") }, `${moment(line.at)} UTC`), line.title, details);
}

function stateOf(found) {
  if (found.refused.some(row => row.closed_at === null)) return "Its last version does not fit: it is in quarantine.";
  return found.order.is_deleted ? "It is gone from totesys." : "as here";
}

function showNow(found) {
  const row = found.order;
  if (row === null) {
    table("order-now", `Order ${found.number}`, [["", each => each[0]], ["value", each => each[1]]],
      [["state", "No version of it fits the star: it is in quarantine."]]);
    return;
  }
  table("order-now", `Order ${row.sales_order_id}`, [["", each => each[0]], ["value", each => each[1]]], [
    ["made", `${row.created_date} ${row.created_time}`],
    ["customer", row.counterparty_legal_name ?? "–"],
    ["design", `${row.design_name ?? "–"} (${row.design_id})`],
    ["units, price", `${row.units_sold} at ${amount(row.unit_price)} ${row.currency_code ?? ""}`],
    ["sold by", `${row.staff_first_name ?? ""} ${row.staff_last_name ?? ""}, ${row.staff_department_name ?? ""}`],
    ["to be delivered", `${row.agreed_delivery_date}, ${row.delivery_city ?? ""}, ${row.delivery_country ?? ""}`],
    ["to be paid", row.agreed_payment_date],
    ["state", stateOf(found)],
  ]);
}

function showOrder(found) {
  showNow(found);
  const refused = [...groups(found.refused, row => row.version).values()];
  const lines = [...found.versions.map(versionLine), ...refused.map(refusedLine), ...found.payments.map(paymentLine)];
  lines.sort((a, b) => a.at < b.at ? -1 : a.at > b.at ? 1 : 0);
  renew(byId("order-history"), element("ol", {}, ...lines.map(historyItem)));
  state("order", "ready");
}

function showMember(found) {
  table("staff-versions", "Versions, the first one first",
    [["from", row => moment(row.valid_from)], ["to", row => row.valid_to === "infinity" ? "now" : moment(row.valid_to)],
      ["name", row => `${row.first_name} ${row.last_name}`], ["department", row => row.department_name],
      ["location", row => row.location], ["e-mail", row => row.email_address]], found.versions);
  state("staff-member", "ready");
}

async function ask(section, path, show, isAsked) {
  const answer = await get(path);
  if (!isAsked()) return;
  if (answer.status === 200) show(answer.body);
  else state(section, answer.status === 404 ? "empty" : "error", answer.body.error);
}

const askOrder = number => ask("order", `/api/orders/${encodeURIComponent(number)}`, showOrder, () => order === number);
const askMember = key => ask("staff-member", `/api/staff/${encodeURIComponent(key)}`, showMember, () => member === key);

/** Asks again for what is shown, when there may be something new. */
export function refresh() {
  if (order) askOrder(order);
  if (member) askMember(member);
}

byId("order-form").addEventListener("submit", event => {
  event.preventDefault();
  order = byId("order-number").value.trim();
  byId("order-now").replaceChildren();
  byId("order-history").replaceChildren();
  state("order", "loading", "Looking …");
  askOrder(order);
});

byId("staff-choice").addEventListener("change", event => {
  member = event.target.value;
  byId("staff-versions").replaceChildren();
  if (!member) {
    state("staff-member", "empty", "Choose somebody to see every version of them.");
    return;
  }
  askMember(member);
});

state("order", "empty", "Type the number of a sales order.");
