/**
 * How long connections take to come back, with this library and with amazon-connect-chatjs 5.0.0: the same faults, the
 * same service, the same browser, in one run. See docs/reliability.md, where the table goes.
 *
 *     node tests/reliability/run.mjs [--repeat 3] [--jobs 4] [--only <pattern>] [--write docs/reliability.md]
 */
import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { pool } from "../conformance/lib/pool.mjs";
import { browserPath } from "../e2e/lib/browser.mjs";
import * as families from "../e2e/lib/faults.mjs";
import { startService } from "../e2e/lib/service.mjs";
import { LIMIT_MS } from "./limit.mjs";
import { LIBRARIES, measure } from "./measure.mjs";
import { replaceMeasured, table } from "./table.mjs";

const { values: options } = parseArgs({
  options: {
    repeat: { type: "string", default: "3" },
    jobs: { type: "string", default: "4" },
    only: { type: "string", default: "" },
    write: { type: "string" },
  },
});

const { closed, refused, details, silent, network, away } = families;
const faults = [closed, refused, details, silent, network, away]
  .flatMap((family) => Object.values(family))
  .filter(({ title }) => new RegExp(options.only).test(title));

/** All measurements. What is compared stands together, and shares whatever else the machine does. */
const round = faults.flatMap((fault) => Object.keys(LIBRARIES).map((library) => ({ fault, library })));
const jobs = Array(Number(options.repeat)).fill(round).flat();

const rows = new Map(faults.map((fault) => [fault, { title: fault.title, ours: [], original: [] }]));
const service = await startService({ www: "tests/e2e/pages/chat", modules: "node_modules" });
try {
  let done = 0;
  await pool(jobs, Number(options.jobs), async ({ fault, library }) => {
    // A browser that does not start says nothing of a library: once more.
    const measurement = await measure(service, library, fault).catch(() => measure(service, library, fault));
    rows.get(fault)[library].push(measurement);
    done += 1;
    const time = measurement.time === null ? `not within ${LIMIT_MS} ms` : `${measurement.time} ms`;
    console.log(`${done}/${jobs.length} ${fault.title}, ${library}: ${time}, ${measurement.tries} tries`);
  });
} finally {
  await service.stop();
}

const quietly = { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] };
const [browser] = /\d+(\.\d+)+/.exec(execFileSync(browserPath(), ["--version"], quietly));
const circumstances =
  `Median of ${options.repeat} repetitions each, in one run: Chromium ${browser}, ${options.jobs} pages at a time on ` +
  `${availableParallelism()} processors.`;
const text = `${circumstances}\n\n${table([...rows.values()])}`;
console.log(`\n${text}`);
// A part of the table is no table.
if (options.write && !options.only) {
  await writeFile(options.write, replaceMeasured(await readFile(options.write, "utf8"), text));
}
