// Measures benchmarks: each number on a page of its own, the libraries in turns.
import { basename, join } from "node:path";
import { openPage } from "../tests/e2e/lib/browser.mjs";
import { repository, startService } from "../tests/e2e/lib/service.mjs";
import { LIBRARIES } from "./libraries.mjs";

/**
 * @typedef {object} Benchmark
 * @property {string} title
 * @property {string} what is measured, as a sentence
 * @property {string} unit of its numbers
 * @property {string} [pages] folder with its page (default: that of agents' pages)
 * @property {string} [file] its page
 * @property {string[]} [scripts] files that run before the page's own
 * @property {number[]} [rates] by how much the processor is slowed down (default: only as it is)
 * @property {number} [rounds] so many times as many repetitions as others have
 * @property {number} [atMost] repetitions, because they take long
 * @property {Case[]} cases
 * @property {{ name: string, from: string, to: string }[]} [growth] what the median of one case is of that of another
 * @property {Measure<number[]>} [measureAll] measures all cases on one page; without it each has a `measure`
 *
 * @typedef {object} Case
 * @property {string} name
 * @property {string} [unit] another one than the benchmark's
 * @property {boolean} [asItIs] no amount of which less is better: there is nothing to compare
 * @property {string} [why] it takes more than half of what ChatJS takes
 * @property {Measure<number>} [measure]
 *
 * @template T
 * @typedef {(page: import("playwright-core").Page, service: import("../tests/e2e/lib/service.mjs").Service) => Promise<T>} Measure
 *
 * @typedef {Record<keyof typeof LIBRARIES, number[]>} Numbers by library, one for each repetition
 */

const AGENTS = { pages: "tests/streams/pages", file: "chat-only.html" };

/** Starts the services that benchmarks want, one for each library and folder of pages. */
export class Services {
  #running = new Map();

  /** @returns {Promise<import("../tests/e2e/lib/service.mjs").Service>} */
  get(library, www) {
    const key = `${library} ${www}`;
    // A URL or a token that expires in the middle of a simulated day would be the service's doing.
    const args = ["--url-lifetime", "864000", "--connection-token-lifetime", "864000"];
    if (!this.#running.has(key)) this.#running.set(key, startService({ www, dist: LIBRARIES[library], args }));
    return this.#running.get(key);
  }

  async stop() {
    await Promise.all([...this.#running.values()].map(async (service) => (await service).stop()));
  }
}

/**
 * Measures a benchmark at one rate.
 *
 * @param {Benchmark} benchmark
 * @param {{ browser: import("playwright-core").Browser, services: Services, rate: number, repeat: number }} how
 * @returns {Promise<Numbers[]>} for each of its cases
 */
export async function measured(benchmark, { browser, services, rate, repeat }) {
  const { cases, rounds = 1, atMost = Infinity } = benchmark;
  const numbers = cases.map(() => Object.fromEntries(Object.keys(LIBRARIES).map((library) => [library, []])));
  for (let round = 0; round < Math.min(repeat * rounds, atMost); round += 1) {
    // In turns, and who begins changes: whatever else the machine does meets all cases, and both libraries.
    const order = Object.keys(LIBRARIES);
    if (round % 2 === 1) order.reverse();
    for (const { indices, measure } of pagesOf(benchmark)) {
      for (const library of order) {
        const service = await services.get(library, benchmark.pages ?? AGENTS.pages);
        const values = await onFreshPage(browser, service, { benchmark, rate }, measure);
        indices.forEach((index, n) => {
          numbers[index][library].push(values[n]);
          const { name, unit = benchmark.unit } = cases[index];
          console.log(`${benchmark.title}, ${name}, ${rate}x, ${library}: ${values[n].toFixed(1)} ${unit}`);
        });
      }
    }
  }
  return numbers;
}

/** What is measured on one page: all cases, or each on a page of its own. */
function pagesOf({ cases, measureAll }) {
  if (measureAll) return [{ indices: [...cases.keys()], measure: measureAll }];
  return cases.map(({ measure }, index) => ({ indices: [index], measure: async (...args) => [await measure(...args)] }));
}

async function onFreshPage(browser, service, { benchmark, rate }, measure) {
  const { page } = await openPage(browser);
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate });
  try {
    for (const path of benchmark.scripts ?? []) await page.addInitScript({ path: join(repository, path) });
    await (benchmark.file ? page.goto(`${service.url}/${benchmark.file}`) : openDesk(page, service));
    return await measure(page, service);
  } finally {
    await page.context().close();
  }
}

/** An agent's page. */
async function openDesk(page, service) {
  const underWay = new Set();
  page.on("request", (request) => underWay.add(request));
  for (const over of ["requestfinished", "requestfailed"]) page.on(over, (request) => underWay.delete(request));
  page.requestsDone = async () => {
    while (underWay.size > 0) await page.waitForTimeout(20);
  };
  // The demo's manager, which the page shares with it.
  const manager = join(repository, "www/ccp/manager.js");
  await page.route(`**/ccp/${basename(manager)}`, (route) => route.fulfill({ path: manager }));
  await page.goto(`${service.url}/${AGENTS.file}`);
  await page.waitForFunction(() => window.comeAndGo);
}
