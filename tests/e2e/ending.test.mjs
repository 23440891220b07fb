// The end of a conversation, and the silence after it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { until } from "./lib/chat-page.mjs";
import { chatSuite } from "./lib/chat-suite.mjs";

const suite = chatSuite();

const ENDED = "application/vnd.amazonaws.connect.event.chat.ended";
const HOUR_MS = 3_600_000;

/** Operations that need a participant who is connected, with arguments that would be fine. */
const GUARDED = {
  sendMessage: { message: "Too late", contentType: "text/plain" },
  sendEvent: { contentType: "application/vnd.amazonaws.connect.event.typing" },
  getTranscript: {},
  getAttachmentURL: { attachmentId: "attachment" },
  downloadAttachment: { attachmentId: "attachment" },
  disconnectParticipant: undefined,
};

/** Checks that each of them rejects, and that no request is made. */
async function refusesAll(chat) {
  const before = (await chat.requests()).length;
  for (const [method, args] of Object.entries(GUARDED)) {
    assert.equal(await chat.rejected(method, args), refusal(method));
  }
  assert.equal((await chat.requests()).length, before);
}

const refusal = (method) => `Failed to call ${method}, No active connection`;

/** Everything that the page has asked for and the service has seen, in numbers. */
async function traffic(chat) {
  const [requests, sockets, refused] = [await chat.requests(), await chat.sockets(), await chat.refusals()];
  const frames = sockets.flatMap((socket) => socket.frames);
  return [await chat.requested(), requests, sockets, frames].map(({ length }) => length).concat(refused);
}

/** Waits until every socket is closed, then checks that hours later nothing has happened. */
async function staysSilent(chat) {
  const sockets = await until("the sockets' end", async () => {
    const all = await chat.sockets();
    return all.every(({ closedAt }) => closedAt) && all;
  });
  for (const { closeCode } of sockets) assert.equal(closeCode, 1000);
  const before = [await traffic(chat), (await chat.events()).length];
  for (let hour = 1; hour <= 13; hour += 1) await chat.sleep(HOUR_MS);
  assert.deepEqual([await traffic(chat), (await chat.events()).length], before);
}

describe("a chat that the agent ends", () => {
  it("is told once, after its last item, and leaves silence", async () => {
    const chat = await suite.connected({ clock: true });
    await chat.send("Anything else?");
    await chat.agent("end");
    const payload = await chat.event("onEnded");
    assert.equal(payload.data, null);
    assert.equal(payload.chatDetails.contactId, chat.contactId);
    const events = (await chat.events()).filter(({ method }) => method !== "onConnectionStateChanged");
    assert.equal(events.at(-1).event, "CHAT_ENDED");
    assert.equal(events.at(-2).payload.data.ContentType, ENDED);
    await staysSilent(chat);
    assert.equal((await chat.events("onEnded")).length, 1);
  });

  it("refuses every later call without a request", async () => {
    const chat = await suite.connected({ clock: true });
    await chat.agent("end");
    await chat.event("onEnded");
    await refusesAll(chat);
  });

  it("removes the handlers", async () => {
    const chat = await suite.connected();
    await chat.agent("end");
    await chat.event("onEnded");
    const told = (await chat.events()).length;
    await chat.page.evaluate(() => window.chat.sessions.customer.controller.pubsub.trigger("INCOMING_MESSAGE", {}));
    assert.equal((await chat.events()).length, told);
  });

  it("may be left from within its own event", async () => {
    const chat = await suite.connected();
    await chat.page.evaluate(() => {
      const { customer } = window.chat.sessions;
      customer.onEnded(() => {
        const oneMore = { message: "One more thing", contentType: "text/plain" };
        window.late = customer.sendMessage(oneMore).catch((reason) => reason);
      });
    });
    await chat.agent("end");
    await chat.event("onEnded");
    const late = await until("the late call", () => chat.page.evaluate(() => window.late));
    assert.equal(late.type, "AccessDeniedException");
    suite.expectComplaint(/status of 403/);
  });

  it("settles a call that was on its way", async () => {
    const chat = await suite.connected();
    await chat.control("faults", { operation: "transcript", hold: true });
    await chat.begin("transcript", "getTranscript");
    await until("the request", async () => (await chat.requests("/participant/transcript")).length === 1);
    await chat.agent("end");
    await chat.event("onEnded");
    await suite.service.control("release");
    suite.expectComplaint(/status of 403/);
    const { rejected } = await chat.outcome("transcript");
    assert.equal(rejected.statusCode, 403);
  });

  it("while the connection is lost is told when it comes back", async () => {
    const chat = await suite.connected({ clock: true });
    suite.expectComplaint(/WebSocket connection to .* failed|status of 403/);
    await chat.control("upgrades", { mode: "refuse" });
    await chat.controlContact("drop");
    await chat.event("onConnectionLost");
    await chat.controlContact("forget");
    await until("the end", async () => {
      await chat.forward(1_000);
      return (await chat.events("onEnded")).length === 1;
    });
    const item = (await chat.events("onMessage")).at(-1).payload.data;
    assert.equal(item.ContentType, ENDED);
    assert.equal(await chat.rejected("sendMessage", GUARDED.sendMessage), refusal("sendMessage"));
    const before = await traffic(chat);
    for (let hour = 1; hour <= 13; hour += 1) await chat.sleep(HOUR_MS);
    assert.deepEqual(await traffic(chat), before);
  });

  it("ends for every session on its contact", async () => {
    const chat = await suite.connected();
    await chat.create("second");
    await chat.resolved("connect", undefined, "second");
    await chat.agent("end");
    await Promise.all([chat.event("onEnded"), chat.event("onEnded", 1, "second")]);
  });
});

describe("a chat that the customer ends", () => {
  it("resolves, tells the end, and leaves silence", async () => {
    const chat = await suite.connected({ clock: true });
    const { data } = await chat.resolved("disconnectParticipant");
    assert.equal(data.$metadata.httpStatusCode, 200);
    await chat.event("onEnded");
    assert.equal((await chat.requests("/participant/disconnect")).length, 1);
    assert.equal(await chat.rejected("sendMessage", GUARDED.sendMessage), refusal("sendMessage"));
    await staysSilent(chat);
  });

  it("goes on when the service refuses", async () => {
    const chat = await suite.connected();
    suite.expectComplaint(/status of 400/);
    await chat.control("faults", { operation: "disconnect", status: 400, errorType: "ValidationException" });
    assert.equal((await chat.rejected("disconnectParticipant")).type, "ValidationException");
    await chat.send("Then we go on");
    await chat.message("Then we go on");
    await chat.resolved("disconnectParticipant");
    await chat.event("onEnded");
  });
});

describe("a session that is left", () => {
  it("without ending the chat leaves silence, too", async () => {
    const chat = await suite.connected({ clock: true });
    await chat.page.evaluate(() => window.chat.sessions.customer.controller.breakConnection());
    await staysSilent(chat);
    assert.equal((await chat.events("onEnded")).length, 0);
  });

  it("before connect() refuses calls without a request", async () => {
    const chat = await suite.open();
    await chat.configure();
    chat.details = await suite.service.startChat();
    await chat.create("customer");
    await refusesAll(chat);
  });
});
