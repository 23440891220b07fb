// Sockets that stay open and say nothing, or not enough: the page is connected again in time.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as pass } from "node:timers/promises";
import { HEARTBEAT_MS, PROBE_MS } from "./lib/bounds.mjs";
import { until } from "./lib/chat-page.mjs";
import { chatSuite } from "./lib/chat-suite.mjs";
import * as faults from "./lib/faults.mjs";
import { survives, survivesAll } from "./lib/recovery.mjs";

const suite = chatSuite();

/** What tells a page that somebody looks at it again, each alone; in earnest they come together, or some never. */
const SIGNALS = { pageshow: "window", focus: "window", online: "window", visibilitychange: "document" };

describe("a page survives", { concurrency: true }, () => {
  survivesAll(suite, faults.silent);

  for (const [signal, target] of Object.entries(SIGNALS)) {
    it(`a dead socket, which it finds on ${signal}`, async (test) => {
      const chat = await suite.during(test).connected();
      await survives(chat, {
        async strike() {
          await chat.controlContact("mute");
          await pass(2_000);
          await chat.page.evaluate(([of, name]) => window[of].dispatchEvent(new Event(name)), [target, signal]);
        },
        within: PROBE_MS,
        reason: "probe-missed",
      });
    });
  }

  it("heartbeats that are swallowed on a socket that still delivers", async (test) => {
    const chat = await suite.during(test).connected();
    await chat.control("heartbeats", { answer: false });
    const replaced = async () => (await chat.sockets()).length === 2;
    await until("the loss", async () => (await chat.events("onConnectionLost")).length > 0, HEARTBEAT_MS);
    await chat.control("heartbeats", { answer: true });
    await until("another socket", replaced, HEARTBEAT_MS);
    await chat.event("onConnectionEstablished", 3);
    assert.equal((await chat.event("onConnectionLost")).data.reason, "heartbeat-missed");
    await until("the first socket's end", async () => (await chat.sockets())[0].closedAt);
    await chat.talk("on the second socket");
  });

  it("deep heartbeats that are swallowed: they are told, and the socket is kept", async (test) => {
    const chat = await suite.during(test).connected();
    await chat.control("pings", { answer: false });
    const told = async () => (await chat.events("onDeepHeartbeatFailure")).length > 0;
    await until("the failure", told, HEARTBEAT_MS);
    await chat.talk("all the same");
    assert.equal((await chat.sockets()).length, 1);
    assert.deepEqual(await chat.story(), ["ESTABLISHED", "ESTABLISHED"]);
  });
});
