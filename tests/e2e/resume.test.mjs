// After a refresh the same session goes on: details, outbox, and the last item that the handlers got.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { reliableSuite } from "./lib/chat-suite.mjs";

const suite = reliableSuite();

/** Most of a test is waiting. */
const together = { concurrency: 4 };

const REFUSED = /WebSocket connection to .* failed/;
const FAILED = /Failed to load resource/;

const PERSISTS = { options: { persist: "sessionStorage", recoverMissedMessages: true, offlineQueue: true } };

/** What the page's storage holds: the records by contact; undefined when there are none. */
async function stored(chat, storage = "sessionStorage") {
  const text = await chat.page.evaluate((of) => window[of].getItem("amazon-connect-chat"), storage);
  return text === null ? undefined : JSON.parse(text);
}

describe("resume", together, () => {
  it("goes on where the page was: the same contact, and what was said meanwhile, once", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected({}, PERSISTS);
    await chat.agent("message", { content: "Before" });
    await chat.message("Before");
    const missed = chat.page.waitForEvent("domcontentloaded");
    await chat.agent("message", { content: "Seen or not" });
    assert.equal(await chat.reload(), true);
    await missed;
    await chat.agent("message", { content: "During" });
    await chat.connect();
    await chat.agent("message", { content: "After" });
    await chat.message("After");
    const texts = await chat.texts();
    assert.deepEqual(texts.filter((text) => text !== "Seen or not"), ["During", "After"]);
    const details = await chat.page.evaluate(() => window.chat.sessions.customer.getChatDetails());
    assert.equal(details.contactId, chat.contactId);
    assert.equal(details.participantId, chat.details.ParticipantId);
  });

  it("sends what was waiting when the page was refreshed", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected({}, PERSISTS);
    own.expectComplaint(REFUSED);
    await chat.control("upgrades", { mode: "refuse" });
    await chat.controlContact("drop");
    await chat.event("onConnectionLost");
    for (const message of ["First", "Second"]) {
      await chat.begin(message, "sendMessage", { message, contentType: "text/plain" });
    }
    const before = await chat.get("pendingMessages");
    assert.equal(await chat.reload(), true);
    await chat.resolved("connect");
    await chat.control("upgrades", { mode: "accept" });
    await chat.message("Second");
    assert.deepEqual(await chat.texts(), ["First", "Second"]);
    const tokens = (await chat.requests("/participant/message")).map(({ body }) => body.ClientToken);
    assert.deepEqual(tokens, before.map(({ id }) => id));
  });

  it("does not say again what had arrived without the page hearing of it", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected({}, PERSISTS);
    own.expectComplaint(FAILED);
    await chat.control("faults", { operation: "message", late: true, hold: true });
    await chat.begin("cut", "sendMessage", { message: "Once", contentType: "text/plain" });
    await chat.message("Once");
    await chat.reload();
    await chat.control("release");
    await chat.connect();
    await chat.send("Next");
    const { transcript } = await own.service.get(`/agent/contacts/${chat.contactId}/transcript`);
    assert.deepEqual(transcript.map(({ Content }) => Content), ["Once", "Next"]);
  });

  it("is done by create, too, for a contact that is stored", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected({}, PERSISTS);
    await chat.agent("message", { content: "Before" });
    await chat.message("Before");
    await chat.page.reload();
    await chat.configure();
    await chat.agent("message", { content: "During" });
    await chat.create("customer", PERSISTS);
    await chat.connect();
    await chat.message("During");
    assert.deepEqual(await chat.texts(), ["During"]);
  });

  it("finds nothing where nothing was stored, and stores nothing unless asked", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected({}, { options: { recoverMissedMessages: true } });
    await chat.agent("message", { content: "Hello" });
    await chat.message("Hello");
    assert.equal(await stored(chat), undefined);
    assert.equal(await stored(chat, "localStorage"), undefined);
    assert.equal(await chat.reload(), false);
  });

  it("stores no contents of the conversation and no connection token", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected({}, PERSISTS);
    await chat.send("My secret");
    await chat.message("My secret");
    const text = JSON.stringify(await stored(chat));
    assert.ok(text.includes(chat.details.ParticipantToken), "the token to go on with");
    assert.ok(!text.includes("My secret"));
    const [{ headers }] = await chat.requests("/participant/message");
    assert.ok(!text.includes(headers["x-amz-bearer"]));
  });

  it("removes a chat that ended", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected({}, PERSISTS);
    assert.ok(await stored(chat));
    await chat.agent("end");
    await chat.event("onEnded");
    assert.equal(await stored(chat), undefined);
    assert.equal(await chat.reload(), false);
  });

  it("does not go on with a connection token that expired", async (test) => {
    const own = suite.during(test);
    const chat = await own.open();
    await chat.configure();
    chat.details = await own.service.startChat();
    await chat.control("config", { connectionTokenLifetimeMs: 1_000 });
    await chat.create("customer", PERSISTS);
    await chat.connect();
    await chat.page.waitForFunction(() => {
      const [record] = Object.values(JSON.parse(sessionStorage.getItem("amazon-connect-chat")));
      return Date.parse(record.expiry) < Date.now();
    });
    assert.equal(await chat.reload(), false);
    assert.equal(await stored(chat), undefined);
  });

  it("keeps what is stored when the session is disposed of", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected({}, PERSISTS);
    await chat.page.evaluate(() => window.chat.sessions.customer.dispose());
    assert.equal(await chat.reload(), true);
    await chat.connect();
    await chat.send("Still here");
  });

  it("leaves the chat working with a storage that is full, and says so", async (test) => {
    const own = suite.during(test);
    const chat = await own.open();
    await chat.page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await chat.start(PERSISTS);
    const told = await chat.event("onError");
    assert.equal(told.eventName, undefined);
    await chat.send("It works");
    await chat.message("It works");
    assert.equal((await chat.events("onError")).length, 1);
  });
});
