// A day at work: a customer's session that stays open for eight hours.
import { kibibytes } from "../heap.mjs";

const HOURS = 8;
const MESSAGES = 20_000;
/** As often as hearts beat. */
const STEP_SECONDS = 10;
const STEPS_PER_HOUR = 3_600 / STEP_SECONDS;

/** How many messages have been sent after so many steps. */
const sentAfter = (steps) => Math.floor((MESSAGES * steps) / (HOURS * STEPS_PER_HOUR));

const WHOLE_PAGE =
  "all that the page has is in it, an empty page to begin with, and a WebAssembly module has its memory from the start. Flat is what counts: " +
  "the last row.";

export const day = {
  title: "A whole day",
  what:
    `one customer's session for ${HOURS} hours of the page's clock, which is moved on whenever the service has answered, with heartbeats, ` +
    `sockets that are replaced and ${MESSAGES.toLocaleString("en-US")} messages of the agent over real sockets: JavaScript heap in use after a ` +
    "collection, with the module's memory",
  unit: "KiB",
  pages: "bench/pages",
  file: "customer.html?clock",
  scripts: ["tests/streams/pages/memories.js", "bench/pages/answers.js", "tests/e2e/pages/chat/clock.js"],
  atMost: 2,
  cases: [
    { name: "messages that were heard", unit: "", asItIs: true },
    { name: "after the first hour", why: WHOLE_PAGE },
    { name: `after ${HOURS} hours`, why: WHOLE_PAGE },
    { name: "grown from the first hour to the last" },
  ],
  async measureAll(page, service) {
    const details = await service.startChat();
    await page.evaluate((args) => window.customer.open(...args), [service.url, details]);
    const step = (milliseconds) => window.pageClock.runFor(milliseconds, window.answers.all);
    const memory = [];
    for (let steps = 1; steps <= HOURS * STEPS_PER_HOUR; steps += 1) {
      const messages = Array.from({ length: sentAfter(steps) - sentAfter(steps - 1) }, (_, n) => `message ${steps}.${n}`);
      await Promise.all(messages.map((content) => service.agent(details.ContactId, "message", { content })));
      await page.evaluate(step, STEP_SECONDS * 1_000);
      if (steps % STEPS_PER_HOUR === 0) memory.push(await kibibytes(page));
    }
    // The last handlers run in a task of their own.
    await page.evaluate(step, STEP_SECONDS * 1_000);
    const [first, last] = [memory[0], memory.at(-1)];
    return [await page.evaluate(() => window.customer.heard()), first, last, last - first];
  },
};
