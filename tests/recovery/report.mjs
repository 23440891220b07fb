import { readFileSync, writeFileSync } from "node:fs";

const BEGIN = "<!-- figures: npm run recovery -->";
const END = "<!-- end of figures -->";

const ROWS = [
  ["forced disconnects", "disconnects"],
  ["page reloads", "reloads"],
  ["messages said by both sides", "said"],
  ["**lost**: said, never shown", "lost"],
  ["**doubled**: shown twice", "doubled"],
  ["**out of order**: shown after a younger one", "misplaced"],
  ["items given to the page again, for it to drop", "repeats"],
  ["items given to the page late, for it to sort in", "unordered"],
  ["messages that the customer wrote", "written"],
  ["... that never reached the service, although nobody said so", "unsent"],
  ["... that the service got twice", "sentTwice"],
  ["... that were given back as failed", "rejected"],
  ["... of which the service had them all the same", "rejectedInVain"],
  ["connections given up for good, by the library", "renewed"],
];

const number = (value) => value.toLocaleString("en-US");

/** The figures as a table in Markdown. `results`: `[{ variant, sum }]`. */
export function table(results) {
  const lines = ROWS.map(([label, name]) => [label, ...results.map(({ sum }) => number(sum[name] ?? 0))]);
  const head = ["", ...results.map(({ variant }) => variant.title)];
  const rule = ["---", ...results.map(() => "---:")];
  return [head, rule, ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Puts the figures between the marks of a document. */
export function writeFigures(file, text) {
  const before = readFileSync(file, "utf8");
  const [begin, end] = [before.indexOf(BEGIN), before.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${file} has no place for the figures`);
  writeFileSync(file, `${before.slice(0, begin)}${BEGIN}\n\n${text}\n\n${before.slice(end)}`);
}
