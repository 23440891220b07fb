// What an incoming item costs on an agent's page with so many sessions on one websocket manager.
import { cpuTime } from "../cpu.mjs";

const ITEMS = 4_000;
/** Enough for the engine to have compiled what is compiled. */
const WARM_UP = 3_000;

export const items = {
  title: "An incoming item on an agent's page",
  what:
    `${ITEMS.toLocaleString("en-US")} items in a row, spread over all sessions of one websocket manager: processor time of the ` +
    "page's thread until the last handler has run, for each item",
  unit: "µs",
  cases: [1, 20, 50, 200].map((sessions) => ({
    name: `${sessions} session${sessions === 1 ? "" : "s"}`,
    async measure(page) {
      await page.evaluate(
        async ([count, items]) => {
          window.deliver = await window.openMany(count);
          await window.deliver(items);
        },
        [sessions, WARM_UP],
      );
      const seconds = await cpuTime(page, () => page.evaluate((count) => window.deliver(count), ITEMS));
      return (seconds / ITEMS) * 1_000_000;
    },
  })),
};
