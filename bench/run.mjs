/**
 * How fast this library is, and how much memory it takes, beside amazon-connect-chatjs 5.0.0: the same page, the same
 * browser, one after the other in turns. See docs/performance.md, where the table goes.
 *
 *     node bench/run.mjs [--repeat 5] [--only <pattern>] [--write docs/performance.md]
 */
import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { browserPath, launchBrowser, openPage } from "../tests/e2e/lib/browser.mjs";
import { repository, startService } from "../tests/e2e/lib/service.mjs";
import { replaceMeasured } from "../tests/reliability/table.mjs";
import { items } from "./benchmarks/items.mjs";
import { memory } from "./benchmarks/memory.mjs";
import { transcript } from "./benchmarks/transcript.mjs";
import { LIBRARIES } from "./libraries.mjs";
import { table } from "./table.mjs";

const { values: options } = parseArgs({
  options: {
    repeat: { type: "string", default: "5" },
    only: { type: "string", default: "" },
    write: { type: "string" },
  },
});

/** Each has a title, a unit, and cases that measure one number on a fresh page. */
const benchmarks = [items, transcript, memory].filter(({ title }) => new RegExp(options.only).test(title));

async function measureOnce(browser, service, measure) {
  const { page } = await openPage(browser);
  const underWay = new Set();
  page.on("request", (request) => underWay.add(request));
  for (const over of ["requestfinished", "requestfailed"]) page.on(over, (request) => underWay.delete(request));
  page.requestsDone = async () => {
    while (underWay.size > 0) await page.waitForTimeout(20);
  };
  // The demo's manager, which the page shares with it.
  await page.route("**/ccp/manager.js", (route) => route.fulfill({ path: join(repository, "www/ccp/manager.js") }));
  await page.goto(`${service.url}/chat-only.html`);
  await page.waitForFunction(() => window.comeAndGo);
  try {
    return await measure(page);
  } finally {
    await page.context().close();
  }
}

const services = {};
for (const [library, dist] of Object.entries(LIBRARIES)) {
  services[library] = await startService({ www: "tests/streams/pages", dist });
}
const browser = await launchBrowser();
try {
  for (const benchmark of benchmarks) {
    for (const one of benchmark.cases) {
      one.numbers = Object.fromEntries(Object.keys(LIBRARIES).map((library) => [library, []]));
    }
    for (let round = 0; round < Number(options.repeat); round += 1) {
      // In turns, and who begins changes: whatever else the machine does meets all cases, and both libraries.
      const order = Object.keys(LIBRARIES);
      if (round % 2 === 1) order.reverse();
      for (const one of benchmark.cases) {
        for (const library of order) {
          const number = await measureOnce(browser, services[library], one.measure);
          one.numbers[library].push(number);
          console.log(`${benchmark.title}, ${one.name}, ${library}: ${number.toFixed(1)} ${benchmark.unit}`);
        }
      }
    }
  }
} finally {
  await browser.close();
  await Promise.all(Object.values(services).map((service) => service.stop()));
}

const quietly = { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] };
const [version] = /\d+(\.\d+)+/.exec(execFileSync(browserPath(), ["--version"], quietly));
const circumstances =
  `Median of ${options.repeat} repetitions each, in turns, on a fresh page each: Chromium ${version}, ` +
  `${availableParallelism()} processors.`;
const text = [circumstances, ...benchmarks.map(table)].join("\n\n");
console.log(`\n${text}`);
// A part of the tables is not what the document shows.
if (options.write && !options.only) {
  await writeFile(options.write, replaceMeasured(await readFile(options.write, "utf8"), text));
}
