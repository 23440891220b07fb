// Many contacts on one websocket manager in one page: who hears what, and what is left when they are gone.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { launchBrowser, openPage } from "../e2e/lib/browser.mjs";
import { repository, startService } from "../e2e/lib/service.mjs";
import { heapAfterCollection } from "./lib/memory.mjs";
import { until } from "./lib/streams-page.mjs";

const CONTACTS = 50;
const ROUNDS = 8;
const SESSIONS_A_ROUND = 250;
/** Rounds after which everything that is made once has been made. */
const WARM_UP = 2;

/** What 1,500 more sessions may add: a tenth of what they would if each kept as much as one does while it lives. */
const HEAP_SLACK_BYTES = 400_000;
/** Allocators round up: two pages of a module's memory. */
const MODULE_SLACK_BYTES = 131_072;

let browser;
let service;
let page;
/** Requests of the page that are under way. */
const requests = new Set();
before(async () => ([service, browser] = await Promise.all([startService({ www: "tests/streams/pages" }), launchBrowser()])));
after(() => Promise.all([service.stop(), browser.close()]));
afterEach(() => page.context().close());

async function open() {
  ({ page } = await openPage(browser));
  page.on("request", (request) => requests.add(request));
  for (const over of ["requestfinished", "requestfailed"]) page.on(over, (request) => requests.delete(request));
  // The demo's manager, which these pages share with it.
  await page.route("**/ccp/manager.js", (route) => route.fulfill({ path: join(repository, "www/ccp/manager.js") }));
  await page.goto(`${service.url}/chat-only.html`);
}

test("of fifty contacts on one manager each session hears its own", async () => {
  await open();
  const contacts = await Promise.all(Array.from({ length: CONTACTS }, () => service.startChat({})));
  const ids = contacts.map(({ ContactId }) => ContactId);
  await Promise.all(ids.map((id) => service.agent(id, "join", { agent: "kim" })));
  await page.evaluate((contactIds) => window.openDesk("kim", contactIds), ids);
  await until("all connections", () => page.evaluate(() => window.desk.gained()));

  for (const turn of [1, 2, 3]) {
    await Promise.all(ids.map((id, n) => service.agent(id, "message", { content: `${n}: ${turn}`, role: "SYSTEM" })));
  }
  // One leaves in the middle of it all; the others do not notice.
  await service.agent(ids[7], "end");
  await Promise.all(ids.filter((_, n) => n !== 7).map((id) => service.agent(id, "message", { content: "last", role: "SYSTEM" })));
  await until("the last items", () => page.evaluate((count) => window.desk.heard("last") === count, CONTACTS - 1));

  const heard = await page.evaluate(() => window.desk.all());
  ids.forEach((id, n) => {
    assert.ok(heard[id].every((item) => item.ContactId === id), `contact ${n} heard of another one`);
    const said = heard[id].filter(({ Type }) => Type === "MESSAGE").map(({ Content }) => Content);
    const expected = [`${n}: 1`, `${n}: 2`, `${n}: 3`, ...(n === 7 ? [] : ["last"])];
    assert.deepEqual(said, expected);
  });
  assert.equal(await page.evaluate((id) => window.desk.ended(id), ids[7]), true);
});

for (const [how, ending] of Object.entries({
  ended: "application/vnd.amazonaws.connect.event.chat.ended",
  transferred: "application/vnd.amazonaws.connect.event.transfer.succeeded",
})) {
  test(`two thousand sessions come and are ${how}: memory stays flat`, async () => {
    await open();
    const measured = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await page.evaluate(([count, type]) => window.comeAndGo(count, type), [SESSIONS_A_ROUND, ending]);
      await until("all requests", () => requests.size === 0);
      measured.push(await heapAfterCollection(page));
    }
    const [first, last] = [measured[WARM_UP - 1], measured.at(-1)];
    const grown = (what) => last[what] - first[what];
    assert.ok(grown("script") < HEAP_SLACK_BYTES, `the heap grew from ${first.script} to ${last.script} bytes`);
    assert.ok(grown("module") <= MODULE_SLACK_BYTES, `the module grew from ${first.module} to ${last.module} bytes`);
  });
}
