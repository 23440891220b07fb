// What a page may ask for beyond ChatJS, and what the core is told of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DETAILS, page, rejection, storage } from "./stub-client.mjs";

/** What the core was told about a session that was created with these options. */
function told(options, features) {
  const { connect, create, last } = page();
  if (features) {
    connect.ChatSession.setGlobalConfig({ features });
  }
  create({ options });
  const known = [...Object.keys(DETAILS), "initialContactId", "getConnectionToken"];
  return Object.fromEntries(Object.entries(last("create")[2]).filter(([name]) => !known.includes(name)));
}

test("without options the core is told what ChatJS would need, and nothing else", () => {
  const off = { recoverMissedMessages: false, offlineQueue: false };
  for (const options of [undefined, {}, { region: "us-west-2" }, off]) {
    assert.deepEqual(told(options), {});
  }
});

test("options reach the core; a message may wait five minutes unless the page says otherwise", () => {
  assert.deepEqual(told({ recoverMissedMessages: true }), { recoverMissedMessages: true });
  assert.deepEqual(told({ offlineQueue: true }), { offlineQueue: 300_000 });
  assert.deepEqual(told({ offlineQueue: {} }), { offlineQueue: 300_000 });
  assert.deepEqual(told({ offlineQueue: { expiresAfter: 1_000 } }), { offlineQueue: 1_000 });
});

test("setGlobalConfig sets them for all sessions, options for one; the latter win", () => {
  const features = { recoverMissedMessages: true, offlineQueue: true };
  assert.deepEqual(told({}, features), { recoverMissedMessages: true, offlineQueue: 300_000 });
  const own = { recoverMissedMessages: false, offlineQueue: { expiresAfter: 5 } };
  assert.deepEqual(told(own, features), { offlineQueue: 5 });
});

test("setGlobalConfig without features leaves them as they are", () => {
  const { connect, create, last } = page();
  connect.ChatSession.setGlobalConfig({ features: { recoverMissedMessages: true } });
  connect.ChatSession.setGlobalConfig({ region: "us-west-2" });
  create();
  assert.equal(last("create")[2].recoverMissedMessages, true);
});

test("options that make no sense are refused by name", () => {
  const { create } = page();
  for (const [options, name] of [
    [{ offlineQueue: { expiresAfter: 0 } }, "offlineQueue.expiresAfter"],
    [{ offlineQueue: { expiresAfter: "soon" } }, "offlineQueue.expiresAfter"],
    [{ persist: {} }, "persist"],
    [{ persist: true }, "persist"],
    [{ attachments: { maxBytes: -1 } }, "attachments.maxBytes"],
    [{ attachments: { contentTypes: "image/png" } }, "attachments.contentTypes"],
  ]) {
    const message = new RegExp(`^options.${name} is not `);
    assert.throws(() => create({ options }), { name: "IllegalArgument", message });
  }
});

const file = (size, type) => ({ attachment: { name: "a", size, type } });

test("an attachment beyond the limits is refused before the core hears of it", async () => {
  const { create, told: calls } = page();
  const session = create({ options: { attachments: { maxBytes: 10, contentTypes: ["image/png"] } } });
  const large = await rejection(session.sendAttachment({ ...file(11, "image/png"), metadata: "m" }));
  assert.ok(large instanceof Error);
  assert.equal(large.name, "AttachmentRefusedError");
  assert.equal(large.metadata, "m");
  assert.match(large.message, /11.*10 bytes/);
  assert.match((await rejection(session.sendAttachment(file(1, "text/plain")))).message, /text\/plain/);
  assert.deepEqual(calls("call"), []);
  session.sendAttachment(file(10, "image/png"));
  assert.equal(calls("call").length, 1);
});

test("an attachment without limits is the service's affair", () => {
  for (const attachments of [undefined, {}, { maxBytes: 10 }]) {
    const { create, told: calls } = page();
    create({ options: { attachments } }).sendAttachment(file(10, "text/html"));
    assert.equal(calls("call").length, 1);
  }
});

const OUTBOX = [
  [6, "MessageExpiredError"],
  [7, "MessageCancelledError"],
  [8, "NoSuchMessageError"],
];

test("what becomes of a message in the outbox is an Error with a name", async () => {
  for (const [kind, name] of OUTBOX) {
    const { create, settle } = page();
    const sent = create().sendMessage({ message: "m", contentType: "text/plain", metadata: 1 });
    settle(false, { kind, type: "", message: "" });
    const reason = await rejection(sent);
    assert.ok(reason instanceof Error);
    assert.deepEqual([reason.name, reason.metadata], [name, 1]);
    assert.ok(reason.message.length > 10);
  }
});

test("the outbox is what the core says, and is reached by the id of a message", async () => {
  const { core, create, last, settle } = page();
  const session = create({ options: { offlineQueue: true } });
  core.pending = [{ id: "1" }];
  assert.equal(session.pendingMessages, core.pending);
  const cancelled = session.cancelMessage("1");
  assert.deepEqual([last("call")[2], last("call")[3]], [12, { id: "1" }]);
  settle(true, true);
  assert.equal(await cancelled, true);
  const retried = session.retryMessage("1");
  assert.deepEqual([last("call")[2], last("call")[3]], [13, { id: "1" }]);
  settle(true, { Id: "item" });
  assert.deepEqual((await retried).data, { Id: "item" });
  for (const id of [undefined, "", 5]) {
    assert.throws(() => session.cancelMessage(id), { name: "IllegalArgument" });
    assert.throws(() => session.retryMessage(id), { name: "IllegalArgument" });
  }
});

test("loadPreviousTranscript works without arguments", async () => {
  const { create, last, settle } = page();
  const loaded = create().loadPreviousTranscript();
  assert.deepEqual([last("call")[2], last("call")[3]], [14, {}]);
  settle(true, { Transcript: [] });
  assert.deepEqual((await loaded).data, { Transcript: [] });
});

const SEND = { message: "m", contentType: "text/plain" };

test("a call whose signal was aborted is not made", async () => {
  const { create, told: calls } = page();
  const reason = await rejection(create().sendMessage({ ...SEND, signal: AbortSignal.abort() }));
  assert.equal(reason.name, "AbortError");
  assert.deepEqual(calls("call"), []);
});

test("a call that is aborted rejects at once, and the core is told which", async () => {
  const { create, told: calls, settle } = page();
  const controller = new AbortController();
  const sent = create().sendMessage({ ...SEND, signal: controller.signal });
  const [[, id]] = calls("call");
  controller.abort(new Error("enough"));
  assert.equal((await rejection(sent)).message, "enough");
  assert.deepEqual(calls("call")[1], [1, 0, 15, { id }]);
  assert.doesNotThrow(() => settle(true, {}));
});

test("a signal that is aborted after the answer changes nothing", async () => {
  const { create, told: calls, settle } = page();
  const controller = new AbortController();
  const sent = create().sendMessage({ ...SEND, signal: controller.signal });
  settle(true, { Id: "i" });
  await sent;
  controller.abort();
  assert.equal(calls("call").length, 1);
});

test("resume is there, and not among the members that are listed", () => {
  const { connect } = page();
  assert.equal(connect.ChatSession.resume({ storage: storage() }), undefined);
  assert.ok(!Object.keys(connect.ChatSession).includes("resume"));
  assert.equal(connect.ChatSession.resume({ storage: storage({}), contactId: DETAILS.contactId }), undefined);
});
