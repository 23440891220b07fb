import { setTimeout as sleep } from "node:timers/promises";
import { launchBrowser } from "../e2e/lib/browser.mjs";
import { startService } from "../e2e/lib/service.mjs";
import { Feed } from "./feed.mjs";
import { createRandom } from "./random.mjs";
import { tally, total } from "./tally.mjs";
import { makeTrouble } from "./trouble.mjs";

/** How many contacts a page has, as many as a page of its own process can be asked to reconnect at once. */
const CONTACTS_OF_A_PAGE = 4;
/** Between a message of the agent and the next. */
const AGENT_PAUSE_MS = [250, 1_500];
/** Between a connection and its end. */
const TROUBLE_PAUSE_MS = [0, 1_200];
/** Between a page's load and the next. */
const RELOAD_PAUSE_MS = [3_000, 8_000];
/** How long a page has to catch up when the trouble is over. */
const CATCH_UP_MS = 45_000;
const POLL_MS = 100;

/**
 * Lets customers and agents talk while their connections are killed, and counts what came of it.
 *
 * @param {import("./variants.mjs").VARIANTS[number]} variant
 * @param {{ seed: number, disconnects: number, contacts: number, speed: number }} options `speed`: how much faster
 *   the pages' clocks run
 * @returns {Promise<object>} the counts of `tally`, and `disconnects`, `reloads`, `renewed`, `repeats`,
 *   `unordered` (how often items reached the page in another order than that of the service), `seconds`, and the
 *   version of the `browser`
 */
export async function converse(variant, { seed, disconnects, contacts, speed }) {
  const service = await startService({ www: "tests/recovery/pages", modules: "node_modules" });
  const browser = await launchBrowser();
  const feed = await Feed.open(service.url);
  const began = performance.now();
  try {
    const random = createRandom(seed);
    const pages = [];
    while (pages.length * CONTACTS_OF_A_PAGE < contacts) {
      const own = Math.min(CONTACTS_OF_A_PAGE, contacts - pages.length * CONTACTS_OF_A_PAGE);
      pages.push(await openPage({ service, browser, variant, speed, contacts: own }));
    }
    const all = pages.flatMap(({ page, contacts: own }) => own.map((contactId) => ({ page, contactId })));
    const results = all.map(async ({ page, contactId }, index) => {
      const times = Math.floor((disconnects * (index + 1)) / contacts) - Math.floor((disconnects * index) / contacts);
      const talk = new AbortController();
      const agent = speak(service, contactId, random.fork(), talk.signal);
      const how = { times, pauseMs: TROUBLE_PAUSE_MS };
      const done = await makeTrouble(service, feed, contactId, random.fork(), how);
      talk.abort();
      await agent;
      return { ...(await conclude(service, page, contactId)), disconnects: done };
    });
    const over = new AbortController();
    const users = variant.reloads ? pages.map(({ page }) => reload(page, random.fork(), over.signal)) : [];
    const sums = await Promise.all(results).finally(() => over.abort());
    const reloads = await Promise.all(users);
    return {
      ...total(sums),
      reloads: reloads.reduce((sum, count) => sum + count, 0),
      browser: browser.version(),
      seconds: Math.round((performance.now() - began) / 1000),
    };
  } finally {
    feed.close();
    await Promise.all([browser.close(), service.stop()]);
  }
}

async function openPage({ service, browser, variant, speed, contacts }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${service.url.replace("127.0.0.1", "localhost")}/${variant.page}?speed=${speed}${variant.query}`);
  const started = await Promise.all(Array.from({ length: contacts }, () => service.startChat()));
  await page.evaluate((list) => window.run.open(list), started);
  return { page, contacts: started.map(({ ContactId }) => ContactId) };
}

/** The agent of a contact talks until told to stop. */
async function speak(service, contactId, random, signal) {
  for (let number = 1; !signal.aborted; number += 1) {
    await sleep(random.between(...AGENT_PAUSE_MS));
    await service.agent(contactId, "message", { content: `Agent ${number}` });
  }
}

/** A user who presses F5 until told to stop; resolves with how often. */
async function reload(page, random, signal) {
  let times = 0;
  for (;;) {
    await sleep(random.between(...RELOAD_PAUSE_MS), undefined, { signal }).catch(() => {});
    if (signal.aborted) return times;
    await page.reload();
    times += 1;
  }
}

/** The trouble is over: waits until the page has caught up, if it does, and counts. */
async function conclude(service, page, contactId) {
  // A page that is being loaded again cannot be asked.
  const ask = (question) => page.evaluate(([name, ...args]) => window.run[name](...args), question).catch(() => null);
  while ((await ask(["stopWriting", contactId])) === null) await sleep(POLL_MS);
  const { id } = await service.agent(contactId, "message", { content: "Agent, the last" });
  const end = performance.now() + CATCH_UP_MS;
  while (!(await ask(["isDone", contactId, id])) && performance.now() < end) await sleep(POLL_MS);
  let book = null;
  while (!(book = await ask(["book", contactId]))) await sleep(POLL_MS);

  const { transcript } = await service.get(`/agent/contacts/${contactId}/transcript`);
  const said = transcript.filter(({ Type }) => Type === "MESSAGE");
  const shown = book.shown.map(({ Id }) => Id);
  const came = tally(said, book.raw ?? shown, []);
  return {
    ...tally(said, shown, book.written),
    renewed: book.renewed,
    repeats: came.doubled,
    unordered: came.misplaced,
  };
}
