/** Runs one scenario in a page of its own and gathers the whole trace. */
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Nothing but the local service can be reached, whatever a library tries.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];
const SCENARIO_TIMEOUT_MS = 60_000;

export function launch(executablePath) {
  return chromium.launch({ executablePath, headless: true, args: FLAGS });
}

/**
 * A clock that stands still unless the scenario moves it, so that no outcome depends on how fast
 * the machine is. `sleep` waits in real time: network and sockets go on.
 */
async function installClock(page) {
  const start = Date.now();
  await page.clock.install({ time: start });
  await page.clock.pauseAt(start + 1_000);
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
 * @param {{browser: import("playwright-core").Browser, service: object, scenario: object,
 *   library: string, label: string, mutant?: string}} job
 */
export async function runScenario({ browser, service, scenario, library, label, mutant }) {
  const context = await browser.newContext();
  try {
    const since = new Date().toISOString();
    const page = await context.newPage();
    const elsewhere = [];
    page.on("request", (request) => {
      const { port, protocol } = new URL(request.url());
      if (port !== new URL(service.origin).port && protocol.startsWith("http")) elsewhere.push(request.url());
    });
    if (scenario.clock) await installClock(page);
    await page.goto(`${service.origin}/page/blank.html`);
    const result = await withTimeout(
      page.evaluate(
        async (job) => (await import("/page/run.mjs")).run(job),
        { module: `/scenarios/${scenario.file}`, id: scenario.id, library, mutant },
      ),
      `${scenario.id} (${label})`,
    );
    const { trace, contacts, failure } = result;
    const wire = await wireOf(service, scenario, contacts, since);
    return { failure, trace: { ...trace, ...wire, contacts, elsewhere } };
  } finally {
    await context.close();
  }
}
