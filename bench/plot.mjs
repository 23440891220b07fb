// The figures of all benchmarks as one picture: what this library takes, as a share of what ChatJS takes.
import { compared, GOAL } from "./table.mjs";

const [LEFT, WIDTH, ROW, TOP] = [330, 400, 22, 70];
/** Shares above this are cut off, and say so. */
const LONGEST = 1.5;
const COLOURS = { 1: "#2563eb", 4: "#f59e0b" };
const INK = "#1f2937";

const x = (share) => LEFT + WIDTH * (Math.min(share, LONGEST) / LONGEST);
const escaped = (text) => text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`).replaceAll("`", "");

const text = (left, top, content, more = "") => `<text x="${left}" y="${top}" ${more}>${escaped(content)}</text>`;

/** A bar with its number, for one row at one rate. */
function bar(ratio, rate, top, height) {
  const length = Math.max(x(ratio) - LEFT, 1).toFixed(1);
  const label = ratio > LONGEST ? `${ratio.toFixed(2)} →` : ratio.toFixed(2);
  return [
    `<rect x="${LEFT}" y="${top}" width="${length}" height="${height}" rx="1.5" fill="${COLOURS[rate]}"/>`,
    text(Math.round(x(ratio)) + 4, top + height - 1, label, 'font-size="9" stroke="#ffffff" stroke-width="3" paint-order="stroke"'),
  ];
}

function row({ name, numbers }, top) {
  const height = (ROW - 5) / Math.max(numbers.length, 2);
  const bars = numbers.flatMap((one, place) => bar(compared(one).ratio, one.rate, top + place * height, height - 0.5));
  return [text(LEFT - 8, top + ROW / 2 + 1, name, 'text-anchor="end"'), ...bars];
}

function legend() {
  const entries = [
    [LEFT, COLOURS[1], "as it is"],
    [LEFT + 90, COLOURS[4], "processor slowed down 4x"],
  ];
  return entries.flatMap(([left, colour, label]) => [
    `<rect x="${left}" y="34" width="10" height="10" fill="${colour}"/>`,
    text(left + 15, 43, label),
  ]);
}

/** A line from top to bottom. */
function mark(share, label, height, dashes) {
  const left = x(share).toFixed(1);
  return [
    `<line x1="${left}" y1="${TOP - 6}" x2="${left}" y2="${height - 12}" stroke="${INK}" stroke-dasharray="${dashes}" opacity="0.6"/>`,
    text(left, TOP - 10, label, 'text-anchor="middle"'),
  ];
}

/**
 * @param {{ title: string, rows: (import("./measure.mjs").Case & { numbers: object[] })[] }[]} results as for the tables
 * @returns {string} an SVG
 */
export function plot(results) {
  const parts = [];
  let top = TOP + 4;
  for (const { title, rows } of results) {
    parts.push(text(12, top + 12, title, 'font-weight="bold"'));
    top += ROW;
    for (const one of rows.filter(({ asItIs, numbers }) => !asItIs && numbers.every((each) => compared(each).ratio !== null))) {
      parts.push(...row(one, top));
      top += ROW;
    }
    top += 6;
  }
  const height = top + 12;
  const width = LEFT + WIDTH + 60;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
      `font-family="system-ui, sans-serif" font-size="11" fill="${INK}">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text(12, 22, "What this library takes, as a share of what ChatJS takes (less is better)", 'font-size="14" font-weight="bold"'),
    ...legend(),
    ...mark(GOAL, "goal: half", height, "4 3"),
    ...mark(1, "ChatJS", height, "none"),
    ...parts,
    "</svg>",
    "",
  ].join("\n");
}
