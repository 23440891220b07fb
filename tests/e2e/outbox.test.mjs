// Messages that cannot be sent now wait, and are sent once, in order.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { until } from "./lib/chat-page.mjs";
import { reliableSuite } from "./lib/chat-suite.mjs";

const suite = reliableSuite();

/** Most of a test is waiting. */
const together = { concurrency: 4 };

const REFUSED = /WebSocket connection to .* failed/;
const FAILED = /Failed to load resource/;

const QUEUES = { options: { offlineQueue: true, recoverMissedMessages: true } };
const text = (message) => ({ message, contentType: "text/plain" });

/** A connected page whose connection goes, and does not come back before `restore`. */
async function interrupted(own, request = QUEUES, options = {}) {
  const chat = await own.connected(options, request);
  own.expectComplaint(REFUSED);
  await chat.control("upgrades", { mode: "refuse" });
  await chat.controlContact("drop");
  await chat.event("onConnectionLost");
  return chat;
}

const restore = (chat) => chat.control("upgrades", { mode: "accept" });

/** The customer's messages in the service's transcript. */
async function sent(chat) {
  const { transcript } = await suite.service.get(`/agent/contacts/${chat.contactId}/transcript`);
  return transcript.filter(({ Type, ParticipantRole }) => Type === "MESSAGE" && ParticipantRole === "CUSTOMER");
}

const sentTexts = async (chat) => (await sent(chat)).map(({ Content }) => Content);

describe("offlineQueue", together, () => {
  it("is off by default: a message is sent at once, connection or not", async (test) => {
    const own = suite.during(test);
    const chat = await interrupted(own, {});
    await chat.send("Sent without a socket");
    assert.deepEqual(await sentTexts(chat), ["Sent without a socket"]);
    assert.deepEqual(await chat.get("pendingMessages"), []);
  });

  it("holds messages while there is no connection and sends them in order when it is back", async (test) => {
    const own = suite.during(test);
    const chat = await interrupted(own);
    for (const number of [1, 2, 3]) await chat.begin(`m${number}`, "sendMessage", text(`Written ${number}`));
    const pending = await chat.get("pendingMessages");
    assert.deepEqual(pending.map(({ message, contentType, state }) => [message, contentType, state]), [
      ["Written 1", "text/plain", "waiting"],
      ["Written 2", "text/plain", "waiting"],
      ["Written 3", "text/plain", "waiting"],
    ]);
    const waits = Date.parse(pending[0].expiresAt) - Date.now();
    assert.ok(waits > 200_000 && waits <= 301_000, `waits for ${waits} ms`);
    assert.deepEqual(await sent(chat), []);

    await restore(chat);
    const { resolved } = await chat.outcome("m3");
    const items = await sent(chat);
    assert.deepEqual(items.map(({ Content }) => Content), ["Written 1", "Written 2", "Written 3"]);
    assert.equal(resolved.data.Id, items[2].Id);
    assert.deepEqual(await chat.get("pendingMessages"), []);
  });

  it("waits for the network of the machine", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected({}, QUEUES);
    own.expectComplaint(/net::ERR_INTERNET_DISCONNECTED/);
    await chat.offline(true);
    await chat.controlContact("drop");
    await chat.event("onConnectionLost");
    await chat.begin("offline", "sendMessage", text("Written offline"));
    assert.equal((await chat.get("pendingMessages")).length, 1);
    await chat.offline(false);
    assert.ok((await chat.outcome("offline")).resolved);
    assert.deepEqual(await sentTexts(chat), ["Written offline"]);
  });

  it("tries again with the same client token after faults that pass, so that nothing is said twice", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected({}, QUEUES);
    own.expectComplaint(FAILED);
    // Done by the service, but its answer is lost on the way: the dangerous kind.
    await chat.control("faults", { operation: "message", abort: true, late: true, times: 2 });
    await chat.control("faults", { operation: "message", status: 503, times: 3 });
    const { data } = await chat.send("Once");
    const items = await sent(chat);
    assert.deepEqual(items.map(({ Id }) => Id), [data.Id]);
    const tokens = (await chat.requests("/participant/message")).map(({ body }) => body.ClientToken);
    assert.ok(tokens.length > 3, `${tokens.length} tries`);
    assert.equal(new Set(tokens).size, 1);
  });

  it("keeps the client token that the page gives as the message's id", async (test) => {
    const own = suite.during(test);
    const chat = await interrupted(own);
    await chat.begin("own", "sendMessage", { ...text("Mine"), clientToken: "my-token" });
    assert.equal((await chat.get("pendingMessages"))[0].id, "my-token");
    await restore(chat);
    await chat.outcome("own");
    assert.equal((await chat.requests("/participant/message"))[0].body.ClientToken, "my-token");
  });

  it("rejects with MessageExpiredError in the end; the message stays, failed, and can be sent again", async (test) => {
    const own = suite.during(test);
    const chat = await interrupted(own, { options: { offlineQueue: { expiresAfter: 60_000 } } }, { clock: true });
    await chat.begin("late", "sendMessage", text("Too late"));
    await chat.forward(61_000);
    const { rejected } = await chat.outcome("late");
    assert.equal(rejected.isError, true);
    assert.equal(rejected.name, "MessageExpiredError");
    const [{ id, state }, ...others] = await chat.get("pendingMessages");
    assert.equal(state, "failed");
    assert.deepEqual(others, []);

    await restore(chat);
    await until("the connection", async () => {
      await chat.live(1);
      return (await chat.get("connectionState")) === "connected";
    });
    assert.deepEqual(await sent(chat), []);
    const { data } = await chat.resolved("retryMessage", id);
    assert.deepEqual((await sent(chat)).map(({ Id }) => Id), [data.Id]);
    assert.deepEqual(await chat.get("pendingMessages"), []);
  });

  it("rejects as usual when the service refuses a message, and goes on with the next", async (test) => {
    const own = suite.during(test);
    const chat = await interrupted(own);
    await chat.begin("bad", "sendMessage", text(""));
    await chat.begin("good", "sendMessage", text("Good"));
    own.expectComplaint(FAILED);
    await restore(chat);
    const { rejected } = await chat.outcome("bad");
    assert.equal(rejected.type, "ValidationException");
    assert.ok((await chat.outcome("good")).resolved);
    assert.deepEqual(await sentTexts(chat), ["Good"]);
    const [{ message, state }] = await chat.get("pendingMessages");
    assert.deepEqual([message, state], ["", "failed"]);
  });

  it("lets the page take a message back, and no message that is not there", async (test) => {
    const own = suite.during(test);
    const chat = await interrupted(own);
    await chat.begin("back", "sendMessage", text("Never mind"));
    await chat.begin("stays", "sendMessage", text("This one stays"));
    const [{ id }] = await chat.get("pendingMessages");
    assert.equal(await chat.resolved("cancelMessage", id), true);
    assert.equal(await chat.resolved("cancelMessage", id), false);
    assert.equal((await chat.outcome("back")).rejected.name, "MessageCancelledError");
    await restore(chat);
    await chat.outcome("stays");
    assert.deepEqual(await sentTexts(chat), ["This one stays"]);
    assert.equal((await chat.rejected("retryMessage", id)).name, "NoSuchMessageError");
  });

  it("does not send a message whose signal was aborted", async (test) => {
    const own = suite.during(test);
    const chat = await interrupted(own);
    const outcome = await chat.page.evaluate(async () => {
      const controller = new AbortController();
      const { customer } = window.chat.sessions;
      const sent = customer.sendMessage({ message: "Aborted", contentType: "text/plain", signal: controller.signal });
      controller.abort();
      const reason = await sent.catch((error) => error);
      return { name: reason.name, pending: customer.pendingMessages.length };
    });
    assert.deepEqual(outcome, { name: "AbortError", pending: 0 });
    await restore(chat);
    await chat.subscribed(2);
    await chat.send("Next");
    assert.deepEqual(await sentTexts(chat), ["Next"]);
  });

  it("rejects what waits when the chat ends", async (test) => {
    const own = suite.during(test);
    const chat = await interrupted(own);
    await chat.begin("over", "sendMessage", text("Too late"));
    await chat.agent("end");
    own.expectComplaint(FAILED);
    await restore(chat);
    await chat.event("onEnded");
    assert.equal((await chat.outcome("over")).rejected, "Failed to call sendMessage, No active connection");
    assert.deepEqual(await sent(chat), []);
  });
});
