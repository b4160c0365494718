/** An element with attributes and children; texts are texts, never HTML. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

export const byId = id => document.getElementById(id);

export function write(id, text) {
  const place = byId(id);
  if (place.textContent !== text) place.textContent = text;
}

/** Says how a section is: loading, ready, empty or error; the text tells why it has nothing (new) to show. */
export function state(id, name, text = "") {
  const section = byId(id);
  section.dataset.state = name;
  const line = section.querySelector(".state");
  if (line.textContent !== text) line.textContent = text;
}

/** Makes an element like another and touches nothing that is: a text that somebody has selected stays so. */
export function renew(old, made) {
  if (old.isEqualNode(made)) return;
  if (old.tagName !== made.tagName || made.matches("caption, th, td, li")) {
    old.replaceWith(made);
    return;
  }
  const known = [...old.children];
  const wanted = [...made.children];
  wanted.forEach((child, i) => i < known.length ? renew(known[i], child) : old.append(child));
  known.slice(wanted.length).forEach(child => child.remove());
}

/**
 * Shows rows as a table. A column is [title, row => text or element, kind], its kind being "number" or nothing.
 * The place where somebody has scrolled to stays, and so does what has not changed.
 */
export function table(id, caption, columns, rows) {
  const place = byId(id);
  const kind = column => column[2] ? { class: column[2] } : {};
  const head = element("tr", {}, ...columns.map(column => element("th", { scope: "col", ...kind(column) }, column[0])));
  const body = rows.map(row => element("tr", {}, ...columns.map((column, i) =>
    element(i === 0 ? "th" : "td", { ...(i === 0 ? { scope: "row" } : {}), ...kind(column) }, column[1](row)))));
  const made = element("table", {}, element("caption", {}, caption), element("thead", {}, head), element("tbody", {}, ...body));
  let scroll = place.firstElementChild;
  if (!scroll) {
    scroll = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption });
    place.append(scroll);
  }
  if (scroll.firstElementChild) renew(scroll.firstElementChild, made);
  else scroll.append(made);
}

/** Fills a select anew if its options are others, and keeps what is chosen. */
export function options(id, entries) {
  const select = byId(id);
  const known = [...select.options].map(option => `${option.value}\n${option.text}`).join();
  if (known === entries.map(([value, text]) => `${value}\n${text}`).join()) return;
  const chosen = select.value;
  select.replaceChildren(...entries.map(([value, text]) => element("option", { value }, text)));
  if (entries.some(([value]) => String(value) === chosen)) select.value = chosen;
}

/** Groups rows, in the order in which the groups come. */
export function groups(rows, key) {
  const all = new Map();
  for (const row of rows) {
    const name = key(row);
    if (!all.has(name)) all.set(name, []);
    all.get(name).push(row);
  }
  return all;
}

export const sum = (rows, value) => rows.reduce((total, row) => total + Number(value(row)), 0);
