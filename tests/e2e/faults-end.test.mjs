// An end is an end: counted in the page, from outside of the library, and at the service.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as pass } from "node:timers/promises";
import { keepAccount } from "./lib/account.mjs";
import { until } from "./lib/chat-page.mjs";
import { chatSuite } from "./lib/chat-suite.mjs";
import { FAILED } from "./lib/recovery.mjs";

const suite = chatSuite();

/** Longer than two heartbeats, and than the first delays of a connection that is lost. */
const A_WHILE_MS = 22_000;

/** Signals on which a page that is connected checks its socket. To run in the page. */
function wakeUp() {
  for (const name of ["offline", "online", "focus", "pageshow"]) window.dispatchEvent(new Event(name));
  document.dispatchEvent(new Event("visibilitychange"));
}

/** All that can be counted of a chat: in the page, at the service, and what its session was told. */
async function balance(chat) {
  const [requests, sockets, refused] = [await chat.requests(), await chat.sockets(), await chat.refusals()];
  return {
    page: await chat.page.evaluate(() => window.account()),
    requests: requests.length,
    sockets: sockets.length,
    refused,
    frames: sockets.flatMap(({ frames }) => frames).length,
    events: (await chat.events()).length,
  };
}

/** A page on which everything is counted, connected. */
async function counted(test) {
  const own = suite.during(test);
  own.expectComplaint(FAILED);
  return own.connected({ prepare: (page) => page.addInitScript(keepAccount) });
}

/** Checks that nothing is left, and that nothing happens any more, whatever the page is told. */
async function isSilent(chat) {
  const idle = async () => {
    const { timers, open } = await chat.page.evaluate(() => window.account());
    return timers === 0 && open === 0;
  };
  await until("an account without timers and sockets", idle);
  await until("the sockets' end", async () => (await chat.sockets()).every(({ closedAt }) => closedAt));
  const before = await balance(chat);
  for (const part of [1, 2]) {
    await chat.page.evaluate(wakeUp);
    await chat.offline(part === 1);
    await pass(A_WHILE_MS / 2);
  }
  assert.deepEqual(await balance(chat), before);
}

describe("nothing is armed, sent, opened or told", { concurrency: true }, () => {
  it("while connected it is: the account counts", async (test) => {
    const chat = await counted(test);
    const { timers, open, requests, sockets, frames } = await chat.page.evaluate(() => window.account());
    assert.ok(timers >= 1, "a heartbeat is due");
    assert.deepEqual([open, requests, sockets], [1, 1, 1]);
    assert.ok(frames >= 3, "a subscription and two heartbeats");
  });

  it("after the agent ended the chat", async (test) => {
    const chat = await counted(test);
    await chat.agent("end");
    await chat.event("onEnded");
    await isSilent(chat);
  });

  it("after the customer ended the chat", async (test) => {
    const chat = await counted(test);
    await chat.resolved("disconnectParticipant");
    await chat.event("onEnded");
    await isSilent(chat);
  });

  it("after an end while another socket was on its way", async (test) => {
    const chat = await counted(test);
    await chat.control("upgrades", { mode: "hang" });
    await chat.controlContact("drop");
    await until("a handshake that hangs", async () => (await chat.page.evaluate(() => window.account())).sockets === 2);
    await chat.page.evaluate(() => window.chat.sessions.customer.controller.breakConnection());
    await isSilent(chat);
  });

  it("after a chat that had ended while connection details were fetched", async (test) => {
    const chat = await counted(test);
    await chat.control("faults", { operation: "connection", hold: true });
    await chat.controlContact("drop");
    await chat.event("onConnectionLost");
    await until("the request", async () => (await chat.requests("/participant/connection")).length === 2);
    await chat.controlContact("forget");
    await suite.service.control("release", { contactId: chat.contactId });
    await chat.event("onEnded");
    await isSilent(chat);
  });

  it("after a way back that was refused for good", async (test) => {
    const chat = await counted(test);
    await chat.control("faults", { operation: "connection", errorType: "ValidationException" });
    await chat.controlContact("drop");
    const { data } = await chat.event("onConnectionBroken");
    assert.equal(data.reason, "connection-details-refused");
    await isSilent(chat);
  });

  it("after the page left while a delay ran", async (test) => {
    const chat = await counted(test);
    await chat.control("upgrades", { mode: "refuse" });
    await chat.controlContact("drop");
    await until("a few refusals", async () => (await chat.refusals()) >= 2);
    await chat.page.evaluate(() => window.chat.sessions.customer.controller.breakConnection());
    await isSilent(chat);
  });
});
