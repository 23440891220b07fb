// What a session keeps in the page's storage, and how a later life of the page goes on from it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DETAILS, page, rejection, storage } from "./stub-client.mjs";

const MESSAGE = 0;
const SEND = { message: "m", contentType: "text/plain" };
const HOUR_MS = 3_600_000;
const later = (ms) => new Date(Date.now() + ms).toISOString();
const queued = { id: "1", message: "m", contentType: "text/plain", state: "waiting", expiresAt: later(HOUR_MS) };

/** A page whose session is kept in `kept`; connected with a token that is good for an hour. */
function persistent(kept, options = {}) {
  const around = page();
  const session = around.create({ options: { ...options, persist: kept } });
  around.core.host.connected(1, { connectionToken: "secret", connectionTokenExpiry: later(HOUR_MS) });
  return { ...around, session };
}

const item = (Id, more) => ({ Id, AbsoluteTime: `2026-01-01T00:00:0${Id}.000Z`, Type: "MESSAGE", ...more });

test("nothing is stored before there is a connection, and nothing without persist", () => {
  const kept = storage();
  page().create({ options: { persist: kept } });
  assert.deepEqual(kept.keys, []);
});

test("a record has what creates the session again, the token's expiry and the last item; one key for all", () => {
  const kept = storage();
  const { emit } = persistent(kept, { recoverMissedMessages: true, region: "eu-west-2" });
  emit(1, MESSAGE, item("1"));
  assert.deepEqual(kept.keys, ["amazon-connect-chat"]);
  assert.deepEqual(Object.keys(kept.kept), [DETAILS.contactId]);
  const { args, options, expiry, lastSeen } = kept.kept[DETAILS.contactId];
  assert.deepEqual(args, { chatDetails: DETAILS, type: "CUSTOMER" });
  assert.deepEqual(options, { region: "eu-west-2", recoverMissedMessages: true });
  assert.ok(Date.parse(expiry) > Date.now());
  assert.deepEqual(lastSeen, { Id: "1", AbsoluteTime: item("1").AbsoluteTime });
});

test("contents of items and the connection token are not stored", () => {
  const kept = storage();
  const { emit } = persistent(kept, { recoverMissedMessages: true });
  emit(1, MESSAGE, item("1", { Content: "private" }));
  const text = JSON.stringify(kept.kept);
  assert.ok(!text.includes("private"));
  assert.ok(!text.includes("secret"));
});

test("an item counts when its handlers had it, not before", () => {
  const kept = storage();
  const { core, session } = persistent(kept, { recoverMissedMessages: true });
  let during;
  session.onMessage(() => {
    during = kept.kept[DETAILS.contactId].lastSeen;
  });
  const payload = core.host.raise(1, MESSAGE, item("1"));
  assert.equal(kept.kept[DETAILS.contactId].lastSeen, undefined);
  core.host.dispatch(1, MESSAGE, payload);
  assert.equal(during, undefined);
  assert.equal(kept.kept[DETAILS.contactId].lastSeen.Id, "1");
});

test("typing, and a message that still grows, are no place to go on from", () => {
  const kept = storage();
  const { emit } = persistent(kept, { recoverMissedMessages: true });
  emit(1, MESSAGE, item("1"));
  emit(1, 1, item("2"));
  emit(1, MESSAGE, item("3", { MessageMetadata: { MessageCompleted: false } }));
  assert.equal(kept.kept[DETAILS.contactId].lastSeen.Id, "1");
});

test("a message that an attachment or a stream before it still needs is no place either", () => {
  const kept = storage();
  const { emit } = persistent(kept, { recoverMissedMessages: true });
  emit(1, MESSAGE, item("1"));
  emit(1, MESSAGE, item("2", { Type: "ATTACHMENT", Attachments: [{ Status: "IN_PROGRESS" }] }));
  emit(1, MESSAGE, item("3"));
  assert.equal(kept.kept[DETAILS.contactId].lastSeen.Id, "1", "the verdict on 2 would never be fetched");
  emit(1, MESSAGE, item("2", { Type: "ATTACHMENT", Attachments: [{ Status: "APPROVED" }] }));
  emit(1, MESSAGE, item("4"));
  assert.equal(kept.kept[DETAILS.contactId].lastSeen.Id, "4");
});

test("the outbox is stored when it changes", async () => {
  const kept = storage();
  const { core, session, settle } = persistent(kept, { offlineQueue: true });
  core.pending = [queued];
  const sent = session.sendMessage(SEND);
  assert.deepEqual(kept.kept[DETAILS.contactId].queued, [queued]);
  core.pending = [];
  settle(true, { Id: "i" });
  await sent;
  assert.deepEqual(kept.kept[DETAILS.contactId].queued, []);
});

test("resume goes on: details, options, last item, outbox", () => {
  const kept = storage();
  const options = { recoverMissedMessages: true, offlineQueue: { expiresAfter: 9_000 }, region: "eu-west-2" };
  const before = persistent(kept, options);
  before.emit(1, MESSAGE, item("1"));
  before.core.pending = [queued];
  before.session.sendMessage(SEND);
  const { connect, last } = page();
  const session = connect.ChatSession.resume({ storage: kept });
  const [kind, region, details] = last("create");
  assert.deepEqual([kind, region], [1, "eu-west-2"]);
  assert.deepEqual(details, {
    ...DETAILS,
    initialContactId: DETAILS.contactId,
    getConnectionToken: undefined,
    recoverMissedMessages: true,
    offlineQueue: 9_000,
    lastSeen: { Id: "1", AbsoluteTime: item("1").AbsoluteTime },
    queued: [queued],
  });
  assert.equal(session.getChatDetails().participantToken, DETAILS.participantToken);
});

test("create with persist goes on from the record of the same contact, and of no other", () => {
  const kept = storage();
  persistent(kept, { recoverMissedMessages: true }).emit(1, MESSAGE, item("1"));
  const { create, last } = page();
  create({ options: { persist: kept, recoverMissedMessages: true } });
  assert.equal(last("create")[2].lastSeen.Id, "1");
  create({ options: { persist: kept }, chatDetails: { ...DETAILS, contactId: "another" } });
  assert.equal(last("create")[2].lastSeen, undefined);
});

test("of several contacts, the one that was stored last, unless another one is named", (context) => {
  context.mock.timers.enable({ apis: ["Date"], now: Date.now() });
  const kept = storage();
  for (const contactId of ["first", "second"]) {
    const { core, create } = page();
    create({ options: { persist: kept }, chatDetails: { ...DETAILS, contactId } });
    core.host.connected(1, { connectionToken: "t", connectionTokenExpiry: later(HOUR_MS) });
    context.mock.timers.tick(1);
  }
  const resumed = (args) => page().connect.ChatSession.resume({ storage: kept, ...args })?.getChatDetails().contactId;
  assert.equal(resumed(), "second");
  assert.equal(resumed({ contactId: "first" }), "first");
  assert.equal(resumed({ contactId: "third" }), undefined);
});

test("a record as old as its token is not resumed but removed", (context) => {
  const kept = storage();
  persistent(kept);
  context.mock.timers.enable({ apis: ["Date"], now: Date.now() + HOUR_MS + 1_000 });
  assert.equal(page().connect.ChatSession.resume({ storage: kept }), undefined);
  assert.equal(kept.kept, undefined);
});

test("a session that ended leaves nothing behind, whatever is called afterwards", async () => {
  const kept = storage();
  const { core, session, settle } = persistent(kept, { offlineQueue: true });
  core.host.ended(1, true);
  assert.deepEqual(kept.keys, []);
  core.states.set(1, 2);
  const cancelled = session.cancelMessage("1");
  settle(true, false);
  assert.equal(await cancelled, false);
  assert.deepEqual(kept.keys, [], "a record came back");
});

test("what is stored stays stored when the session is disposed of", async () => {
  const kept = storage();
  const { core, session, settle } = persistent(kept, { offlineQueue: true });
  core.pending = [queued];
  const sent = session.sendMessage(SEND);
  session.dispose();
  core.pending = undefined;
  settle(false, { kind: 5, type: "SessionOver", message: "" });
  await rejection(sent);
  assert.deepEqual(kept.kept[DETAILS.contactId].queued, [queued]);
});

const broken = (error) => ({
  getItem: () => null,
  setItem() {
    throw error;
  },
  removeItem() {},
});

test("a storage that is full is reported once, and the session works", async () => {
  const error = new Error("QuotaExceededError");
  const around = page();
  const session = around.create({ options: { persist: broken(error), recoverMissedMessages: true } });
  const reported = [];
  const seen = [];
  session.onError((event) => reported.push(event));
  session.onMessage(({ data }) => seen.push(data.Id));
  around.core.host.connected(1, { connectionToken: "t", connectionTokenExpiry: later(HOUR_MS) });
  around.emit(1, MESSAGE, item("1"));
  assert.deepEqual(seen, ["1"]);
  assert.deepEqual(reported, [{ error, eventName: undefined }]);
});

test("a storage that cannot be read gives no session, and breaks none", () => {
  const forbidden = {
    getItem() {
      throw new Error("SecurityError");
    },
    setItem() {},
    removeItem() {},
  };
  for (const kept of [undefined, null, forbidden, { getItem: () => "no JSON", setItem() {}, removeItem() {} }]) {
    assert.equal(page().connect.ChatSession.resume({ storage: kept }), undefined);
  }
  assert.doesNotThrow(() => persistent(forbidden));
});

test("a text of somebody else under the key does not stop the session from being stored", () => {
  const kept = storage();
  kept.setItem("amazon-connect-chat", "no JSON");
  persistent(kept);
  assert.deepEqual(Object.keys(kept.kept), [DETAILS.contactId]);
});
