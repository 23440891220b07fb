/**
 * How fast this library is, and how much memory it takes, beside amazon-connect-chatjs 5.0.0: the same page, the same
 * browser, one after the other in turns. See docs/performance.md, where the tables go.
 *
 *     node bench/run.mjs [--repeat 5] [--only <pattern>] [--write docs/performance.md]
 */
import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { browserPath, launchBrowser } from "../tests/e2e/lib/browser.mjs";
import { replaceMeasured } from "../tests/reliability/table.mjs";
import { burst } from "./benchmarks/burst.mjs";
import { day } from "./benchmarks/day.mjs";
import { getTranscript } from "./benchmarks/get-transcript.mjs";
import { items } from "./benchmarks/items.mjs";
import { memory } from "./benchmarks/memory.mjs";
import { sessions } from "./benchmarks/sessions.mjs";
import { start } from "./benchmarks/start.mjs";
import { transcript } from "./benchmarks/transcript.mjs";
import { measured, Services } from "./measure.mjs";
import { plot } from "./plot.mjs";
import { aboveGoal, table } from "./table.mjs";

const { values: options } = parseArgs({
  options: {
    repeat: { type: "string", default: "5" },
    only: { type: "string", default: "" },
    write: { type: "string" },
  },
});

/** What is measured, in the order of the document. */
const benchmarks = [start, burst, items, transcript, getTranscript, sessions, memory, day].filter(({ title }) =>
  new RegExp(options.only).test(title),
);

const results = [];
const services = new Services();
const browser = await launchBrowser();
try {
  for (const benchmark of benchmarks) {
    const { rates = [1] } = benchmark;
    const byRate = [];
    for (const rate of rates) {
      byRate.push(await measured(benchmark, { browser, services, rate, repeat: Number(options.repeat) }));
    }
    const rows = benchmark.cases.map((one, index) => ({
      ...one,
      numbers: rates.map((rate, place) => ({ rate, ...byRate[place][index] })),
    }));
    results.push({ ...benchmark, rows });
  }
} finally {
  await browser.close();
  await services.stop();
}

const quietly = { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] };
const [version] = /\d+(\.\d+)+/.exec(execFileSync(browserPath(), ["--version"], quietly));
const circumstances =
  `Medians of ${options.repeat} repetitions at the least, in turns, on a fresh page each (a whole day: ${day.atMost}): Chromium ${version}, ` +
  `${availableParallelism()} processors. 4x: the processor slowed down to a quarter, as the browser emulates it.`;
// A part of the tables is not what the document shows.
const file = options.write && !options.only ? options.write : null;
const picture = file?.replace(/\.md$/, ".svg");
const shown = picture ? [`![Each figure as a share of what ChatJS takes](${basename(picture)})`] : [];
const text = [circumstances, ...shown, ...results.map(table)].join("\n\n");
console.log(`\n${text}`);
if (file) {
  await writeFile(picture, plot(results));
  await writeFile(file, replaceMeasured(await readFile(file, "utf8"), text));
}
const unexplained = results.flatMap(({ title, rows }) =>
  aboveGoal(rows).filter(({ why }) => !why).map(({ name }) => `${title}, ${name}`),
);
if (unexplained.length > 0) {
  console.error(`\nMore than half of what ChatJS takes, and no \`why\` in the benchmark says the reason:\n${unexplained.join("\n")}`);
  process.exitCode = 1;
}
