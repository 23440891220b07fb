// A network that goes and comes back, and a browser that is wrong about it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as pass } from "node:timers/promises";
import { AT_ONCE_MS } from "./lib/bounds.mjs";
import { until } from "./lib/chat-page.mjs";
import { chatSuite } from "./lib/chat-suite.mjs";
import * as faults from "./lib/faults.mjs";
import { FAILED, survivesAll, timeUntilHeard } from "./lib/recovery.mjs";

const suite = chatSuite();

describe("a page survives", { concurrency: true }, () => {
  survivesAll(suite, faults.network);

  it("a spell offline that closes nothing, and keeps its socket", async (test) => {
    const own = suite.during(test);
    own.expectComplaint(FAILED);
    const chat = await own.connected();
    await chat.offline(true);
    assert.equal((await chat.rejected("sendMessage", { message: "?", contentType: "text/plain" })).type, "TypeError");
    await chat.offline(false);
    assert.notEqual(await timeUntilHeard(chat, AT_ONCE_MS), null);
    await chat.talk("afterwards");
    assert.deepEqual(await chat.story(), ["ESTABLISHED", "ESTABLISHED"], "going offline alone tells nothing");
    assert.equal((await chat.sockets()).length, 1);
  });

  it("a browser that falsely says offline: a socket that works goes on", async (test) => {
    const chat = await suite.during(test).connected();
    await chat.talk("before");
    await chat.page.evaluate(faults.sayOffline);
    await chat.talk("while offline, as the browser has it");
    await chat.event("onDeepHeartbeatSuccess", 2);
    assert.deepEqual(await chat.story(), ["ESTABLISHED", "ESTABLISHED"]);
    assert.equal((await chat.sockets()).length, 1);
  });

  it("a browser that falsely says offline from the start", async (test) => {
    const chat = await suite.during(test).open({ prepare: (page) => page.addInitScript(faults.sayOffline) });
    await chat.configure();
    chat.details = await suite.service.startChat();
    await chat.create("customer");
    await chat.resolved("connect");
    assert.notEqual(await timeUntilHeard(chat, AT_ONCE_MS), null);
    await chat.talk("at last");
  });

  it("the end of the chat while it was offline: it is told when the network is back", async (test) => {
    const own = suite.during(test);
    own.expectComplaint(FAILED);
    const chat = await own.connected();
    await chat.offline(true);
    await chat.controlContact("drop");
    await chat.event("onConnectionLost");
    await chat.controlContact("forget");
    await pass(2_000);
    assert.equal((await chat.events("onEnded")).length, 0);
    await chat.offline(false);
    await until("the end", async () => (await chat.events("onEnded")).length === 1, AT_ONCE_MS);
    assert.deepEqual(await chat.story(), ["ESTABLISHED", "ESTABLISHED", "LOST"]);
    assert.equal(
      await chat.rejected("sendMessage", { message: "Too late", contentType: "text/plain" }),
      "Failed to call sendMessage, No active connection",
    );
  });
});
