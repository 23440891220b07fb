// What a page misses without a connection comes to the same handlers: in order, once, before anything newer.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { until } from "./lib/chat-page.mjs";
import { reliableSuite } from "./lib/chat-suite.mjs";

const suite = reliableSuite();

/** Most of a test is waiting. */
const together = { concurrency: 4 };

/** What Chromium says of a handshake that is refused, and of a request that fails. */
const REFUSED = /WebSocket connection to .* failed/;
const FAILED = /Failed to load resource/;

const RECOVERS = { options: { recoverMissedMessages: true } };

/** The connection goes, and does not come back before `restore`. */
async function interrupt(own, chat) {
  own.expectComplaint(REFUSED);
  const lost = (await chat.events("onConnectionLost")).length + 1;
  await chat.control("upgrades", { mode: "refuse" });
  await chat.controlContact("drop");
  await chat.event("onConnectionLost", lost);
}

const restore = (chat) => chat.control("upgrades", { mode: "accept" });

/** The recoveries so far. */
const recoveries = async (chat) => (await chat.events("onRecovery")).map(({ payload }) => payload.data);

describe("recoverMissedMessages", together, () => {
  it("is off by default: what was said without a connection is in the transcript alone", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected();
    await interrupt(own, chat);
    await chat.agent("message", { content: "Said meanwhile" });
    await restore(chat);
    await chat.subscribed(2);
    await chat.agent("message", { content: "Said afterwards" });
    await chat.message("Said afterwards");
    assert.deepEqual(await chat.texts(), ["Said afterwards"]);
    assert.deepEqual(await recoveries(chat), []);
    assert.equal((await chat.requests("/participant/transcript")).length, 0);
  });

  it("brings what was missed, in order and once, before what is newer", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected({}, RECOVERS);
    await chat.agent("message", { content: "Before" });
    await chat.message("Before");
    await interrupt(own, chat);
    for (const number of [1, 2, 3]) await chat.agent("message", { content: `Missed ${number}` });
    await restore(chat);
    await chat.agent("message", { content: "Maybe live, maybe missed" });
    await chat.subscribed(2);
    await chat.agent("message", { content: "Live" });
    await chat.message("Live");
    const missed = ["Missed 1", "Missed 2", "Missed 3", "Maybe live, maybe missed"];
    assert.deepEqual(await chat.texts(), ["Before", ...missed, "Live"]);
  });

  it("tells how many items it brought, and that nothing is missing", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected({}, RECOVERS);
    await chat.event("onRecovery");
    await interrupt(own, chat);
    await chat.agent("message", { content: "Missed" });
    await restore(chat);
    const { data, chatDetails } = await chat.event("onRecovery", 2);
    assert.equal(chatDetails.contactId, chat.contactId);
    assert.equal(data.items, 1);
    assert.equal(data.complete, true);
    assert.equal(data.reason, undefined);
    assert.ok(data.milliseconds >= 0 && data.milliseconds < 60_000, `${data.milliseconds} ms`);
  });

  it("brings more than a page of the service holds", async (test) => {
    const own = suite.during(test);
    const chat = await own.open();
    await chat.configure();
    chat.details = await own.service.startChat();
    const missed = Array.from({ length: 150 }, (_, index) => chat.agent("message", { content: `Missed ${index}` }));
    await Promise.all(missed);
    await chat.create("customer", RECOVERS);
    await chat.connect();
    assert.equal((await chat.event("onRecovery")).data.items, 150);
    const { transcript } = await own.service.get(`/agent/contacts/${chat.contactId}/transcript`);
    assert.deepEqual(await chat.texts(), transcript.map(({ Content }) => Content));
    assert.equal((await chat.requests("/participant/transcript")).length, 2);
  });

  it("begins with the contact's first item, so that a page need not call getTranscript", async (test) => {
    const own = suite.during(test);
    const chat = await own.open();
    await chat.configure();
    chat.details = await own.service.startChat({
      InitialMessage: { ContentType: "text/plain", Content: "I need help" },
    });
    await chat.agent("message", { content: "What is it?" });
    await chat.create("customer", RECOVERS);
    await chat.connect();
    await chat.message("What is it?");
    assert.deepEqual(await chat.texts(), ["I need help", "What is it?"]);
  });

  it("tries again when the transcript cannot be had, says so, and lets nothing newer go first", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected({}, RECOVERS);
    await chat.event("onRecovery");
    own.expectComplaint(FAILED);
    await interrupt(own, chat);
    await chat.agent("message", { content: "Missed" });
    await chat.control("faults", { operation: "transcript", status: 503, times: 4 });
    await restore(chat);
    await chat.subscribed(2);
    await chat.agent("message", { content: "Live" });
    await chat.message("Live");
    assert.deepEqual(await chat.texts(), ["Missed", "Live"]);
    const [, ...told] = await recoveries(chat);
    assert.ok(told.length >= 2, "a try that failed is told");
    assert.ok(told.slice(0, -1).every(({ complete, reason }) => complete === false && reason));
    assert.equal(told.at(-1).complete, true);
  });

  it("gives up when the service refuses, says that something may be missing, and goes on", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected({}, RECOVERS);
    await chat.event("onRecovery");
    own.expectComplaint(FAILED);
    await interrupt(own, chat);
    await chat.agent("message", { content: "Missed" });
    await chat.control("faults", { operation: "transcript", errorType: "AccessDeniedException", message: "no" });
    await restore(chat);
    await chat.subscribed(2);
    await chat.agent("message", { content: "Live" });
    await chat.message("Live");
    const { data } = await chat.event("onRecovery", 2);
    assert.equal(data.complete, false);
    assert.equal(data.reason, "AccessDeniedException");

    await chat.controlContact("drop");
    await chat.message("Missed");
    assert.equal((await recoveries(chat)).at(-1).complete, true, "the next run fills the gap");
  });

  it("does not hold typing back", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected({}, RECOVERS);
    await chat.event("onRecovery");
    await chat.control("faults", { operation: "transcript", hold: true });
    await chat.controlContact("drop");
    await chat.subscribed(2);
    await chat.agent("message", { content: "Held" });
    await chat.agent("typing");
    await chat.event("onTyping");
    assert.deepEqual(await chat.texts(), []);
    await chat.control("release");
    await chat.message("Held");
  });

  it("brings receipts and the verdict on an attachment, once each", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected({}, RECOVERS);
    const { data } = await chat.send("Read this");
    await chat.message("Read this");
    await chat.control("config", { attachmentScan: "approve", attachmentScanDelayMs: 100 });
    await interrupt(own, chat);
    await chat.agent("receipt", { messageId: data.Id, type: "read" });
    const attachment = { name: "a.txt", contentType: "text/plain", text: "hello" };
    const { id } = await chat.agent("attachment", attachment);
    await restore(chat);
    await chat.agent("message", { content: "Done" });
    await chat.message("Done");
    assert.equal((await chat.events("onReadReceipt")).length, 1);
    const versions = async () => {
      const told = (await chat.events("onMessage")).map(({ payload }) => payload.data);
      return told.filter(({ Id }) => Id === id).map(({ Attachments }) => Attachments[0].Status);
    };
    await until("the verdict", async () => (await versions()).includes("APPROVED"));
    const seen = await versions();
    assert.equal(new Set(seen).size, seen.length, `repeated: ${seen}`);
  });

  it("brings what was said before the end of a chat that ended meanwhile", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected({}, RECOVERS);
    await interrupt(own, chat);
    await chat.agent("message", { content: "Goodbye" });
    await chat.agent("end");
    own.expectComplaint(FAILED);
    await restore(chat);
    await chat.event("onEnded");
    assert.equal(await chat.get("connectionState"), "ended");
  });

  it("gives every handler of setGlobalConfig's sessions the same", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected({}, { config: { features: { recoverMissedMessages: true } } });
    await interrupt(own, chat);
    await chat.agent("message", { content: "Missed" });
    await restore(chat);
    await chat.message("Missed");
    assert.deepEqual(await chat.texts(), ["Missed"]);
  });
});

describe("the state of a connection", together, () => {
  it("is told with the reason and the time of the next try", async (test) => {
    const own = suite.during(test);
    const chat = await own.open();
    await chat.configure();
    chat.details = await own.service.startChat();
    await chat.create();
    assert.equal(await chat.get("connectionState"), "idle");
    await chat.connect();
    assert.equal(await chat.get("connectionState"), "connected");
    await interrupt(own, chat);
    assert.equal(await chat.get("connectionState"), "reconnecting");
    const told = async () => (await chat.events("onConnectionStateChanged")).map(({ payload }) => payload.data);
    const waiting = await until("the time of the next try", async () =>
      (await told()).find(({ state, retryAt }) => state === "reconnecting" && retryAt),
    );
    assert.ok(Math.abs(Date.parse(waiting.retryAt) - Date.now()) < 60_000, waiting.retryAt);
    await restore(chat);
    await chat.subscribed(2);
    await chat.agent("end");
    await chat.event("onEnded");
    const states = (await told()).map(({ state }) => state).filter((state, index, all) => state !== all[index - 1]);
    assert.deepEqual(states, ["connecting", "connected", "reconnecting", "connected", "ended"]);
    assert.equal((await told()).find(({ state }) => state === "reconnecting").reason, "socket-closed");
  });

  it("is failed when the service refuses, and connect() may be called again", async (test) => {
    const own = suite.during(test);
    const chat = await own.open();
    own.expectComplaint(FAILED);
    await chat.configure();
    chat.details = await own.service.startChat();
    await chat.create();
    await chat.control("faults", { operation: "connection", errorType: "ValidationException", message: "no" });
    await chat.rejected("connect");
    assert.equal(await chat.get("connectionState"), "failed");
    await chat.connect();
    assert.equal(await chat.get("connectionState"), "connected");
  });
});
