// Writes down what was measured.
import { LIMIT_MS } from "./limit.mjs";

/** Between these lines of a document stands what was measured last. */
const [BEGIN, END] = ["<!-- measured: begin -->", "<!-- measured: end -->"];

/** The middle one of some numbers; of two in the middle, the lesser. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

/** What a library did in all repetitions, in words where there is no time. */
export function outcomeOf(measurements) {
  const heard = measurements.map(({ time }) => time).filter((time) => time !== null);
  if (heard.length === 0) {
    const gaveUp = measurements.every(({ broken }) => broken);
    return gaveUp ? "never: it gives up, with `CONNECTION_BROKEN`" : `still not connected after ${LIMIT_MS / 1_000} s`;
  }
  const time = `${(median(heard) / 1_000).toFixed(1)} s`;
  const [some, all] = [heard.length, measurements.length];
  return some === all ? time : `${time} in ${some} of ${all}, else not within ${LIMIT_MS / 1_000} s`;
}

/**
 * The table of a run, as Markdown.
 *
 * @param {{ title: string, ours: import("./measure.mjs").Measurement[],
 *   original: import("./measure.mjs").Measurement[] }[]} rows
 */
export function table(rows) {
  const tries = (measurements) => median(measurements.map((one) => one.tries));
  const cells = rows.map(({ title, ours, original }) => [
    title,
    outcomeOf(ours),
    outcomeOf(original),
    tries(ours),
    tries(original),
  ]);
  const head = [
    ["What happens", "Back here", "Back with ChatJS", "Tries here", "Tries of ChatJS"],
    ["---", "---:", "---:", "---:", "---:"],
  ];
  return [...head, ...cells].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** The document with another text between its markers. */
export function replaceMeasured(document, text) {
  const [before, rest] = document.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`the document lacks "${BEGIN}" or "${END}"`);
  return `${before}${BEGIN}\n\n${text}\n\n${END}${after}`;
}
