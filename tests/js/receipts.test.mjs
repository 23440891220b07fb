import assert from "node:assert/strict";
import { test } from "node:test";
import { page, rejection } from "./stub-client.mjs";

const READ = "application/vnd.amazonaws.connect.event.message.read";

test("receipts go their own way, with the id taken from the content", async () => {
  const { create, last, settle } = page();
  const session = create();
  for (const content of ['{"messageId":"m","disableThrottle":true}', { messageId: "m", disableThrottle: true }]) {
    const sent = session.sendEvent({ contentType: READ, content, metadata: 1 });
    assert.deepEqual(last("call").slice(2), [2, { contentType: READ, content, messageId: "m", disableThrottle: true }]);
    settle(true, { Id: "r" });
    assert.deepEqual(await sent, { data: { Id: "r" }, metadata: 1 });
  }
});

test("a receipt that was sent before resolves with a text", async () => {
  const { create, settle } = page();
  const sent = create().sendEvent({ contentType: READ, content: '{"messageId":"m"}' });
  settle(true, undefined);
  assert.deepEqual(await sent, { message: "Event already fired", metadata: null });
});

test("receipts that are off or without id reject with the arguments, and a warning", async () => {
  const { connect, create, listen, settle } = page();
  const session = create();
  const logger = listen();
  for (const [kind, why] of [
    [2, "false"],
    [3, "missing messageId"],
  ]) {
    const args = { contentType: READ, content: '{"a":1}', metadata: 2 };
    const sent = session.sendEvent(args);
    settle(false, { kind });
    const reason = await rejection(sent);
    assert.deepEqual(reason, { errorMessage: `Ignoring messageReceipt: ${why}`, data: args });
    assert.equal(reason.data, args);
    assert.match(logger.lines.pop()[1], new RegExp(`^WARN \\["Ignoring messageReceipt: ${why}",`));
  }
  connect.ChatSession.setGlobalConfig({ features: { messageReceipts: { shouldSendMessageReceipts: false } } });
  assert.doesNotThrow(() => void session.sendEvent({ contentType: READ }));
});

test("sendMessageReceipt sends at once, by id or by message", async () => {
  const { create, last, settle } = page();
  const session = create();
  const sent = session.sendMessageReceipt({ event: "read", messageId: "m", metadata: 3 });
  assert.deepEqual(last("call").slice(2), [11, { event: "read", messageId: "m" }]);
  settle(true, { Id: "r" });
  assert.deepEqual(await sent, { data: { Id: "r" }, metadata: 3 });
  session.controller.sendMessageReceipt({ event: "delivered", message: { Id: "n" } });
  assert.deepEqual(last("call").slice(2), [11, { event: "delivered", messageId: "n" }]);
  assert.throws(() => session.sendMessageReceipt({ event: "seen", messageId: "m" }), { name: "IllegalArgument" });
  assert.throws(() => session.sendMessageReceipt({ event: "read" }), { name: "IllegalArgument" });
});

test("a call that the end overtook rejects like one made after it", async () => {
  const { create, settle } = page();
  const sent = create().sendEvent({ contentType: READ, content: '{"messageId":"m"}' });
  settle(false, { kind: 5 });
  assert.equal(await rejection(sent), "Failed to call sendEvent, No active connection");
});
