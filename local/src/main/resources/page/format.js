const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
const cents = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export const count = value => value === undefined || value === null ? "–" : whole.format(value);
export const amount = value => cents.format(value);

/** A time span: seconds, minutes or hours. */
export function span(seconds) {
  if (seconds === undefined || seconds === null) return "–";
  if (seconds < 120) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

/** An instant of the epoch in milliseconds, as people read it. */
export const instant = millis => millis === undefined ? "–" : new Date(millis).toISOString().slice(0, 19).replace("T", " ");

/** An instant as Postgres writes it, without fractions and zone. */
export const moment = text => text === null ? "–" : text.replace(/(\.\d+)?\+00$/, "");

export const month = row => `${row.year}-${String(row.month).padStart(2, "0")}`;

/** SALES_RECEIPT is "sales receipt". */
export const words = text => text.toLowerCase().replaceAll("_", " ");
