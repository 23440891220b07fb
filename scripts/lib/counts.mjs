/**
 * What test runners say at their end, read from their output: a suite that ran nothing must
 * not pass for one that passed.
 *
 * @typedef {{ tests: number, closing: string }} Count `tests`: how many ran;
 *   `closing`: the runner's own closing line, or one that adds up several
 */

/**
 * `cargo test`, one closing line for each program, and wasm-bindgen's runner, which imitates it.
 *
 * @param {string} output
 * @returns {Count}
 */
export function countCargo(output) {
  const pattern = /^\s*test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored/gm;
  const lines = [...output.matchAll(pattern)].map((match) => match.slice(1).map(Number));
  const [passed, failed, ignored] = [0, 1, 2].map((i) => lines.reduce((sum, line) => sum + line[i], 0));
  const closing = `${passed} passed; ${failed} failed; ${ignored} ignored; in ${lines.length} programs`;
  return { tests: passed + failed, closing };
}

/**
 * `node --test` with its spec reporter. A file without any test counts as one that passed,
 * under the file's own name: such a file is a mistake.
 *
 * @param {string} output
 * @param {string[]} files that were run
 * @returns {Count & { empty: string[] }} `empty`: files without a test
 */
export function countNode(output, files) {
  const number = (name) => Number(new RegExp(`^ℹ ${name} (\\d+)$`, "m").exec(output)?.[1] ?? 0);
  const empty = files.filter((file) => new RegExp(`^[✔✖] \\S*${escape(file)} \\(`, "m").test(output));
  const closing = ["tests", "pass", "fail", "skipped"].map((name) => `${name} ${number(name)}`).join(", ");
  return { tests: number("tests") - number("skipped") - empty.length, closing, empty };
}

/**
 * The conformance suite: `conformance: X/Y`.
 *
 * @param {string} output
 * @returns {Count}
 */
export function countConformance(output) {
  const match = /^conformance: \d+\/(\d+)$/m.exec(output);
  return { tests: Number(match?.[1] ?? 0), closing: match?.[0] ?? "no closing line" };
}

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
