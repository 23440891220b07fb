import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { page, rejection } from "./stub-client.mjs";

beforeEach(() => mock.method(console, "error", () => {}));
afterEach(() => mock.restoreAll());

const trap = () => new WebAssembly.RuntimeError("unreachable");
const CRASHED = { name: "ChatCoreError", code: "core-crashed" };

test("a trap rejects the call that hit it, the calls in flight and every later one", async () => {
  const { core, create, told } = page();
  const session = create();
  const waiting = session.getTranscript();
  const connecting = session.connect();
  core.trap = trap();
  const hit = session.sendMessage({ message: "m", contentType: "text/plain" });
  for (const promise of [hit, waiting, connecting]) {
    const reason = await rejection(promise);
    assert.ok(reason instanceof Error);
    assert.equal(reason.name, CRASHED.name);
    assert.equal(reason.code, CRASHED.code);
    assert.equal(reason.cause, core.trap);
  }
  core.trap = undefined;
  const calls = told("call").length;
  for (const method of ["sendMessage", "describeView", "disconnectParticipant", "connect"]) {
    assert.equal((await rejection(session[method]({}))).code, CRASHED.code, method);
  }
  assert.equal(told("call").length, calls, "the module is not entered again");
});

test("it is reported once, on the console and to the logger", async () => {
  const { core, create, listen } = page();
  const logger = listen();
  const session = create();
  core.trap = trap();
  await rejection(session.getTranscript());
  await rejection(session.getTranscript());
  assert.equal(console.error.mock.callCount(), 1);
  assert.equal(console.error.mock.calls[0].arguments[0].code, CRASHED.code);
  assert.equal(logger.lines.filter(([, line]) => line.includes("The chat core stopped")).length, 1);
});

test("a trap inside a browser callback closes the core as well", async () => {
  const { core, create, told } = page();
  const session = create();
  const waiting = session.getTranscript();
  const listener = core.host.listener(3, 7);
  listener(1, "frame");
  assert.deepEqual(told("told"), [[3, 7, 1, "frame"]]);
  core.trap = trap();
  assert.doesNotThrow(() => listener(2));
  assert.equal((await rejection(waiting)).code, CRASHED.code);
  core.trap = undefined;
  listener(2);
  assert.equal(told("told").length, 1, "a dead core gets no callbacks");
});

test("a stack that ran out counts as a trap; what is thrown on purpose does not", () => {
  const { core, create } = page();
  const listener = core.host.listener(0, 0);
  const session = create();
  core.trap = new TypeError("mine");
  assert.throws(() => listener(0), TypeError);
  core.trap = undefined;
  assert.doesNotThrow(() => session.onTranscriptUpdated(() => {}));
  core.trap = new RangeError("Maximum call stack size exceeded");
  assert.doesNotThrow(() => listener(0));
  assert.equal(console.error.mock.callCount(), 1);
});

test("sessions created after a crash exist, and say why they do not work", async () => {
  const { core, create, connect } = page();
  core.trap = trap();
  const session = create();
  assert.ok(session.controller);
  assert.equal(session.getChatDetails().contactId, "contact");
  assert.doesNotThrow(() => session.onTranscriptUpdated(() => {}));
  assert.doesNotThrow(() => connect.ChatSession.setGlobalConfig({ region: "eu-west-2" }));
  assert.equal((await rejection(session.connect())).code, CRASHED.code);
  assert.equal((await rejection(session.sendMessage({}))).code, CRASHED.code);
});

test("an answer to a call that nobody waits for any more is ignored", async () => {
  const { core, create, settle } = page();
  const sent = create().getTranscript();
  settle(true, { a: 1 });
  settle(false, { kind: 0 });
  core.host.settle(99, true, {});
  assert.deepEqual(await sent, { data: { a: 1 }, metadata: null });
});
