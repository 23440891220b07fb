// What reading back a conversation costs.
import { cpuTime } from "../cpu.mjs";
import { inTurns } from "../workers.mjs";

const ITEMS = 100;
const CALLS = 25;

export const getTranscript = {
  title: "getTranscript",
  what:
    `${CALLS} calls, one after the other, on a page that has made one: processor time of the page's thread for each. The first answer is ` +
    "given again: what the browser's network takes is no part of it, `JSON.parse` is",
  unit: "ms",
  pages: "bench/pages",
  file: "customer.html",
  scripts: ["bench/pages/replay.js"],
  rates: [1, 4],
  cases: [
    {
      name: `${ITEMS} items`,
      async measure(page, service) {
        const details = await service.startChat();
        await inTurns(1, ITEMS, (n) => service.agent(details.ContactId, "message", { content: `message ${n}` }));
        await page.evaluate((args) => window.customer.open(...args), [service.url, details]);
        await page.evaluate((args) => window.customer.transcripts(...args), [1, ITEMS]);
        const seconds = await cpuTime(page, async () => {
          const items = await page.evaluate((args) => window.customer.transcripts(...args), [CALLS, ITEMS]);
          if (items !== ITEMS) throw new Error(`the transcript has ${items} items`);
        });
        return (seconds / CALLS) * 1_000;
      },
    },
  ],
};
