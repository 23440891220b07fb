/** Runs one scenario in a page of its own and gathers the whole trace. */
import { chromium } from "playwright-core";
import { FLAGS as CHROMIUM_FLAGS } from "../../e2e/lib/browser.mjs";

const FLAGS = [
  ...CHROMIUM_FLAGS,
  // Nothing but the local service can be reached, whatever a library tries.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];
const SCENARIO_TIMEOUT_MS = 60_000;

/**
 * A browser whose contexts are used again: a new window costs more than most scenarios. Each label
 * (a library in one role) has contexts of its own, so that the second run of a scenario does not
 * profit from what the first one left in the network layer, such as answers to preflights.
 */
export class Browser {
  #browser;
  #closing = false;
  #idle = new Map();

  /** `onGone` is called if the browser ends before it is closed. */
  static async launch(executablePath, onGone) {
    const browser = new Browser();
    browser.#browser = await chromium.launch({ executablePath, headless: true, args: FLAGS });
    browser.#browser.once("disconnected", () => browser.#closing || onGone());
    return browser;
  }

  /**
   * Runs `work(page)` in a fresh tab. `alone` asks for a context that nobody else gets: a stopped
   * clock belongs to the whole context.
   */
  async withPage({ label, alone }, work) {
    const idle = this.#idle.get(label) ?? [];
    this.#idle.set(label, idle);
    const context = (alone ? undefined : idle.pop()) ?? (await this.#open());
    const page = await context.newPage();
    try {
      return await work(page);
    } finally {
      if (alone) {
        await context.close();
      } else {
        await page.close();
        idle.push(context);
      }
    }
  }

  /** The blank tab keeps the context's window open between two scenarios. */
  async #open() {
    const context = await this.#browser.newContext();
    await context.newPage();
    return context;
  }

  close() {
    this.#closing = true;
    return this.#browser.close();
  }
}

/**
 * A clock that stands still unless the scenario moves it, so that no outcome depends on how fast
 * the machine is. `sleep` waits in real time: network and sockets go on.
 */
async function installClock(page) {
  const start = Date.now();
  await page.clock.install({ time: start });
  // Some way ahead: a clock cannot be stopped at a moment that has passed meanwhile.
  await page.clock.pauseAt(start + 60_000);
  const actions = {
    runFor: (ms) => page.clock.runFor(ms),
    fastForward: (ms) => page.clock.fastForward(ms),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  };
  await page.exposeFunction("conformanceClock", (action, ms) => actions[action](ms));
}

function withTimeout(promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took too long`)), SCENARIO_TIMEOUT_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Without a bearer, or as a preflight, a request belongs to no contact. */
function isOrphan(scenario, { contactId, method, headers }) {
  if (contactId !== undefined) return false;
  return method === "OPTIONS" ? scenario.preflights : scenario.withoutBearer && !headers["x-amz-bearer"];
}

/** Requests and sockets of the scenario, in the order in which the service saw them. */
async function wireOf(service, scenario, contacts, since) {
  const logs = await Promise.all(contacts.map(({ contactId }) => service.log(contactId)));
  const requests = logs.flatMap((log) => log.requests);
  if (scenario.preflights || scenario.withoutBearer) {
    const { requests: all } = await service.log();
    requests.push(...all.filter((entry) => entry.time >= since && isOrphan(scenario, entry)));
  }
  requests.sort((a, b) => a.seq - b.seq);
  return { requests, sockets: logs.flatMap((log) => log.sockets) };
}

/**
 * @param {{browser: Browser, service: object, scenario: object, library: string, label: string,
 *   mutant?: string}} job
 */
export function runScenario({ browser, service, scenario, library, label, mutant }) {
  return browser.withPage({ label, alone: scenario.clock }, async (page) => {
    const since = new Date().toISOString();
    const elsewhere = [];
    page.on("request", (request) => {
      const { port, protocol } = new URL(request.url());
      const own = port === new URL(service.origin).port;
      if (!own && protocol.startsWith("http")) elsewhere.push(request.url());
    });
    if (scenario.clock) await installClock(page);
    await page.goto(`${service.origin}/page/blank.html`);
    const { trace, contacts, failure } = await withTimeout(
      page.evaluate(async (job) => (await import("/page/run.mjs")).run(job), {
        module: `/scenarios/${scenario.file}`,
        id: scenario.id,
        library,
        mutant,
      }),
      `${scenario.id} (${label})`,
    );
    const wire = await wireOf(service, scenario, contacts, since);
    return { failure, trace: { ...trace, ...wire, contacts, elsewhere } };
  });
}
