// What an incoming item costs on an agent's page with so many sessions on one websocket manager.
import { cpuTime } from "../cpu.mjs";

const ITEMS = 5_000;
const SESSIONS = [1, 20, 200];
const LOGGING = { off: false, on: true };

/** Runs in the page: opens the sessions and makes the items. A logger takes every line and drops it. */
async function prepare([count, logging, items]) {
  const drop = () => undefined;
  const customizedLogger = { debug: drop, info: drop, warn: drop, error: drop };
  const loggerConfig = { customizedLogger, level: window.connect.ChatSession.LogLevel.DEBUG };
  if (logging) window.connect.ChatSession.setGlobalConfig({ endpoint: location.origin, loggerConfig });
  const make = await window.openMany(count);
  window.deliver = make(items);
}

export const items = {
  title: "An incoming item on an agent's page",
  what:
    `a burst of ${ITEMS.toLocaleString("en-US")} items, the first of their page, spread over all sessions of one websocket manager: processor ` +
    "time of the page's thread until the last handler has run, for each item. Logging on: every line goes to a logger of the page, which " +
    "drops it",
  unit: "µs",
  rates: [1, 4],
  cases: Object.entries(LOGGING).flatMap(([name, logging]) =>
    SESSIONS.map((sessions) => ({
      name: `${sessions} session${sessions === 1 ? "" : "s"}, logging ${name}`,
      why:
        "a burst is over before the engine has compiled either library well, and what both have to do (`JSON.parse`, an object for the " +
        "handler, the handler) is a large part of so little. A metric is counted for each item, too. With many sessions the way to the right " +
        "one is what ChatJS takes longer for.",
      async measure(page) {
        await page.evaluate(prepare, [sessions, logging, ITEMS]);
        const seconds = await cpuTime(page, () => page.evaluate(() => window.deliver()));
        return (seconds / ITEMS) * 1_000_000;
      },
    })),
  ),
};
