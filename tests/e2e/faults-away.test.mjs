// Hidden, frozen and sleeping: what happens to pages that nobody looks at, and how they wake up.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as pass } from "node:timers/promises";
import { PROBE_MS } from "./lib/bounds.mjs";
import { until } from "./lib/chat-page.mjs";
import { chatSuite } from "./lib/chat-suite.mjs";
import * as faults from "./lib/faults.mjs";
import { FAILED, survives, survivesAll } from "./lib/recovery.mjs";

const suite = chatSuite();

const HOUR_MS = 3_600_000;

/** Lets the page's wall clock be moved on, as a machine's does while it sleeps and the other clock stands still. */
function movableClock() {
  const { now } = Date;
  let slept = 0;
  Date.now = () => now() + slept;
  window.wakeAfter = (milliseconds) => {
    slept += milliseconds;
  };
}

/** Each has a browser of its own: enough at the same time to wait together, and not so many that none moves. */
const together = { concurrency: 8 };

describe("a page that nobody looks at", together, () => {
  survivesAll(suite, faults.away);

  it("survives a sleep in which a socket's hour passed and the network changed", async (test) => {
    const chat = await suite.during(test).device({ prepare: (page) => page.addInitScript(movableClock) });
    await survives(chat, {
      async strike() {
        await chat.hide();
        await chat.controlContact("mute");
        await chat.control("tokens/expire");
        await chat.page.evaluate((hours) => window.wakeAfter(hours), 2 * HOUR_MS);
        await chat.show();
      },
      within: PROBE_MS,
      reason: "probe-missed",
    });
  });

  it("survives being left where browsers restore nothing: the page loads anew, and its chat goes on", async (test) => {
    const chat = await suite.during(test).device();
    await chat.talk("before");
    await chat.leave("data:text/html,elsewhere");
    await chat.comeBack();
    await until("the first socket's end", async () => (await chat.sockets())[0].closedAt);
    await chat.configure();
    await chat.create("customer");
    await chat.connect();
    await chat.talk("after");
    assert.deepEqual(await chat.texts(), ["Customer after", "Agent after"]);
  });

  it("finds a dead socket when its window has the keyboard again", async (test) => {
    const chat = await suite.during(test).device();
    await survives(chat, {
      async strike() {
        await chat.turnAway();
        await chat.controlContact("mute");
        await pass(2_000);
        await chat.show();
      },
      within: PROBE_MS,
      reason: "probe-missed",
    });
  });

  it("asks its socket for a sign of life when it is looked at, and keeps it when there is one", async (test) => {
    const chat = await suite.during(test).device();
    await chat.hide();
    await pass(2_000);
    const asked = async () => {
      const [{ frames }] = await chat.sockets();
      return frames.filter(({ from, text }) => from === "client" && text.includes("aws/heartbeat")).length;
    };
    const before = await asked();
    await chat.show();
    await until("the question", async () => (await asked()) > before, PROBE_MS);
    await pass(4_000);
    await chat.talk("still here");
    assert.equal((await chat.sockets()).length, 1);
    assert.deepEqual(await chat.story(), ["ESTABLISHED", "ESTABLISHED"]);
  });

  // That the browser does what these tests take for granted.
  it("is throttled when it is hidden, and not while it is looked at", async (test) => {
    const chat = await suite.during(test).device(faults.away.throttled.device);
    await chat.page.evaluate(() => {
      window.ticks = 0;
      setInterval(() => (window.ticks += 1), 500);
    });
    const ticksIn = async (seconds) => {
      const before = await chat.page.evaluate(() => window.ticks);
      await pass(seconds * 1_000);
      return (await chat.page.evaluate(() => window.ticks)) - before;
    };
    const looked = await ticksIn(4);
    await chat.hide();
    await pass(15_000);
    const hidden = await ticksIn(10);
    assert.ok(looked >= 4 && hidden <= 2, `${looked} ticks in 4 s, ${hidden} in 10 s while hidden`);
  });

  it("is restored when it was left", async (test) => {
    const own = suite.during(test);
    own.expectComplaint(FAILED);
    const chat = await own.device(faults.away.restored.device);
    await chat.page.evaluate(() => {
      window.addEventListener("pageshow", ({ persisted }) => (window.restored = persisted));
    });
    await faults.away.restored.strike(chat);
    assert.equal(await chat.page.evaluate(() => window.restored), true);
  });

  it("is frozen", async (test) => {
    const own = suite.during(test);
    own.expectComplaint(FAILED);
    const chat = await own.device();
    await chat.page.evaluate(() => {
      window.stages = [];
      for (const stage of ["freeze", "resume"]) document.addEventListener(stage, () => window.stages.push(stage));
    });
    await chat.freeze();
    await pass(1_000);
    await chat.thaw();
    assert.deepEqual(await chat.page.evaluate(() => window.stages), ["freeze", "resume"]);
  });
});
