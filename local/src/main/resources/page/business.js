import { byId, groups, options, state, sum, table, write } from "./dom.js";
import { draw } from "./charts.js";
import { amount, count, moment, month, words } from "./format.js";

const SECTIONS = ["revenue", "countries", "designs", "staff", "payments", "publishes", "quarantine", "staff-member"];
const NOTHING = "There is nothing in the warehouse yet.";
let latest;

function ready(id, rows, show, nothing = NOTHING) {
  if (rows.length === 0) {
    state(id, "empty", nothing);
    return;
  }
  state(id, "ready");
  show(rows);
}

function revenue(rows) {
  const months = [...groups(rows, month).keys()];
  const currencies = groups(rows, row => row.currency_code);
  draw("revenue-chart", "bar", months, [...currencies].map(([currency, of]) => {
    const byMonth = new Map(of.map(row => [month(row), row.revenue]));
    return [currency, months.map(name => byMonth.get(name) ?? 0)];
  }));
  table("revenue-table", "Revenue of each month, in the currency of the orders",
    [["month", month], ["currency", row => row.currency_code], ["orders", row => count(row.orders), "number"],
      ["units", row => count(row.units), "number"], ["revenue", row => amount(row.revenue), "number"]], [...rows].reverse());
}

function countries(rows) {
  const all = [...groups(rows, row => row.country)]
    .map(([country, of]) => ({ country, orders: sum(of, row => row.orders), units: sum(of, row => row.units) }))
    .sort((a, b) => b.orders - a.orders);
  const shown = all.slice(0, 12);
  draw("countries-chart", "bar", shown.map(row => row.country), [["orders", shown.map(row => row.orders)]], { horizontal: true });
  table("countries-table", "Orders and units to each country",
    [["country", row => row.country], ["orders", row => count(row.orders), "number"], ["units", row => count(row.units), "number"]], all);
}

function designs(rows) {
  options("designs-currency", [...groups(rows, row => row.currency_code).keys()].map(code => [code, code]));
  const currency = byId("designs-currency").value;
  table("designs-table", "The best by revenue, and where they stand by units",
    [["design", row => `${row.design_name} (${row.design_id})`], ["orders", row => count(row.orders), "number"],
      ["units", row => count(row.units), "number"], ["place", row => count(row.place_by_units), "number"],
      ["revenue", row => `${amount(row.revenue)} ${row.currency_code}`, "number"]],
    rows.filter(row => row.currency_code === currency));
}

function staff(rows) {
  const people = [...groups(rows, row => row.staff_id).values()]
    .map(of => ({ name: `${of[0].first_name} ${of[0].last_name}`, department: of[0].department_name, orders: sum(of, row => row.orders), of }))
    .sort((a, b) => b.orders - a.orders);
  const shown = people.slice(0, 12);
  draw("staff-chart", "bar", shown.map(row => row.name), [["orders sold", shown.map(row => row.orders)]], { horizontal: true });
  const currencies = [...groups(rows, row => row.currency_code).keys()];
  const revenueIn = code => row => {
    const found = row.of.find(each => each.currency_code === code);
    return found ? amount(found.revenue) : "–";
  };
  table("staff-table", "What each member of staff has sold, by the department they are in today",
    [["name", row => row.name], ["department", row => row.department], ["orders", row => count(row.orders), "number"],
      ...currencies.map(code => [code, revenueIn(code), "number"])], people);
}

function payments(rows) {
  const kinds = [...groups(rows, row => `${row.payment_type_name} ${row.currency_code}`).values()].map(of => {
    const late = of.filter(row => row.is_overdue);
    const due = of.filter(row => !row.is_overdue);
    return { kind: words(of[0].payment_type_name), currency: of[0].currency_code, late: sum(late, row => row.payments),
      lateAmount: sum(late, row => row.amount), due: sum(due, row => row.payments), dueAmount: sum(due, row => row.amount) };
  }).sort((a, b) => a.kind.localeCompare(b.kind) || a.currency.localeCompare(b.currency));
  const byKind = [...groups(kinds, row => row.kind)];
  draw("payments-chart", "bar", byKind.map(([kind]) => kind),
    [["due", byKind.map(([, of]) => sum(of, row => row.due))], ["late", byKind.map(([, of]) => sum(of, row => row.late))]], { horizontal: true });
  table("payments-table", "Open payments: how many, and how much",
    [["kind", row => row.kind], ["currency", row => row.currency], ["due", row => count(row.due), "number"],
      ["amount due", row => amount(row.dueAmount), "number"], ["late", row => count(row.late), "number"],
      ["amount late", row => amount(row.lateAmount), "number"]], kinds);
}

function publishes(rows) {
  const said = row => Object.entries(JSON.parse(row.rows)).map(([name, number]) => `${name} ${count(number)}`).join(", ");
  table("publishes-table", "The last publishes that brought rows",
    [["at", row => moment(row.published_at)], ["rows", said]], rows);
}

function quarantine(rows) {
  table("quarantine-table", "Rows of totesys that do not fit the star",
    [["table", row => row.table_name], ["key", row => row.row_key], ["column", row => row.column_name],
      ["value", row => row.value ?? "none"], ["reason", row => row.reason]], rows);
}

/** Shows what the warehouse says of the business. */
export function showBusiness(answers) {
  latest = answers;
  write("as-of", answers.as_of === null || answers.as_of === undefined ? "" : `as of ${moment(answers.as_of)} UTC`);
  if (!answers.as_of) {
    for (const id of SECTIONS) state(id, "loading", "Nothing is published yet: the first load is under way.");
    return;
  }
  ready("revenue", answers.revenue, revenue);
  ready("countries", answers.countries, countries);
  ready("designs", answers.designs, designs);
  ready("staff", answers.staff, staff);
  ready("payments", answers.payments, payments, "No payment is open.");
  ready("publishes", answers.publishes, publishes);
  ready("quarantine", answers.quarantine, quarantine, "Every row of totesys fits the star.");
  options("staff-choice", [["", "Choose …"], ...answers.members.map(row =>
    [row.staff_id, `${row.first_name} ${row.last_name}, ${row.department_name}`])]);
  if (byId("staff-choice").value === "") state("staff-member", "empty", "Choose somebody to see every version of them.");
}

/** Says that there are no new numbers; the old ones stay where there are some. */
export function missBusiness(text, isKnown) {
  const named = isKnown ? SECTIONS.map(id => [id, "empty"]) : SECTIONS.map(id => [id, "error"]);
  for (const [id, name] of named) state(id, name, text);
}

byId("designs-currency").addEventListener("change", () => latest && designs(latest.designs));
