import { median } from "../tests/reliability/table.mjs";

/** What this library is to take, of what ChatJS takes. */
export const GOAL = 0.5;

/** Medians of one case at one rate, and how they compare: below 1 is less than ChatJS takes; null where ChatJS takes nothing. */
export function compared({ ours, chatjs }) {
  const [own, theirs] = [median(ours), median(chatjs)];
  return { own, theirs, ratio: theirs > 0 ? Math.max(own, 0) / theirs : null };
}

const shown = (number) => (Math.abs(number) >= 100 ? Math.round(number).toLocaleString("en-US") : number.toFixed(1));
const shareOf = (ratio) => (ratio === null ? "" : ratio.toFixed(2));

/**
 * What a benchmark has measured, as tables in Markdown.
 *
 * @param {import("./measure.mjs").Benchmark & { rows: (import("./measure.mjs").Case & { numbers: object[] })[] }} result
 *   `numbers`: for each rate `{ rate, ours, chatjs }`
 */
export function table({ title, what, unit: usual, rows, growth = [] }) {
  const rates = rows[0].numbers.map(({ rate }) => rate);
  const at = (rate) => (rates.length > 1 ? ` ${rate}x` : "");
  const head = ["", ...rates.flatMap((rate) => [`this library${at(rate)}`, `ChatJS${at(rate)}`, `ratio${at(rate)}`])];
  const cells = rows.map(({ name, unit = usual, asItIs, numbers }) => [
    name,
    ...numbers.flatMap((one) => {
      const { own, theirs, ratio } = compared(one);
      return [`${shown(own)} ${unit}`, `${shown(theirs)} ${unit}`, asItIs ? "" : shareOf(ratio)].map((cell) => cell.trim());
    }),
  ]);
  const grown = growth.map(({ name, from, to }) => [name, ...growths(rows, from, to)]);
  const ruler = head.map((_, column) => (column === 0 ? "---" : "---:"));
  const lines = [head, ruler, ...cells, ...grown].map((line) => `| ${line.join(" | ")} |`.replace(/\|  (?=\|)/g, "| "));
  return [`**${title}**: ${what}.`, "", ...lines, ...reasons(rows)].join("\n");
}

/** What one row is of another, for each rate and library. */
function growths(rows, from, to) {
  const numbersOf = (wanted) => rows.find(({ name }) => name === wanted).numbers.map(compared);
  const before = numbersOf(from);
  return numbersOf(to).flatMap(({ own, theirs }, place) => {
    return [(own / before[place].own).toFixed(2), (theirs / before[place].theirs).toFixed(2), ""];
  });
}

/** The rows that are above the goal at any rate. */
export const aboveGoal = (rows) =>
  rows.filter(({ asItIs, numbers }) => !asItIs && numbers.some((one) => compared(one).ratio > GOAL));

/** Why rows are above the goal: a paragraph for each reason. */
function reasons(rows) {
  const names = new Map();
  for (const { name, why } of aboveGoal(rows)) names.set(why, [...(names.get(why) ?? []), name]);
  return [...names].map(([why, list]) => `\nAbove half (${list.join("; ")}): ${why ?? "nobody has found out why."}`);
}
