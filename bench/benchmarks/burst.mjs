// What an incoming message costs on a customer's page.
import { cpuTime } from "../cpu.mjs";

const MESSAGES = 5_000;
const LOGGING = { off: false, on: true };

export const burst = {
  title: "An incoming message on a customer's page",
  what:
    `a burst of ${MESSAGES.toLocaleString("en-US")} messages, the first of their page, each a frame that the page's socket hears in a task of ` +
    "its own: processor time of the page's thread for each, until the handler has run. The frames are made in the page: what the " +
    "browser's network takes is no part of it. Logging on: every line goes to a logger of the page, which drops it",
  unit: "µs",
  pages: "bench/pages",
  file: "customer.html",
  scripts: ["bench/pages/replay.js"],
  rates: [1, 4],
  cases: Object.entries(LOGGING).map(([name, logging]) => ({
    name: `1 session, logging ${name}`,
    why:
      "more than half of this library's time is the browser's, for a task, an event and a timer, as a profile shows, and most of the rest " +
      "`JSON.parse`; both libraries need them.",
    async measure(page, service) {
      const details = await service.startChat();
      await page.evaluate((args) => window.customer.open(...args), [service.url, details, { logging }]);
      await service.agent(details.ContactId, "message", { content: "the pattern of all others" });
      await page.waitForFunction(() => window.customer.heard() === 1);
      await page.evaluate((count) => void (window.begin = window.replay.prepare(count)), MESSAGES);
      const seconds = await cpuTime(page, () =>
        page.evaluate((count) => {
          window.begin();
          return window.customer.until(count);
        }, MESSAGES + 1),
      );
      return (seconds / MESSAGES) * 1_000_000;
    },
  })),
};
