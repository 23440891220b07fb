// How long handlers are called, what becomes of those that throw, and the iterable made of them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EVENTS } from "../../js/events.js";
import { page } from "./stub-client.mjs";

const MESSAGE = 0;
const TRANSCRIPT = 22;
const STATE = 24;

test("what subscribing returns unsubscribes that one registration, however often it is called", () => {
  const { create, emit } = page();
  const session = create();
  const seen = [];
  const handler = () => seen.push("handler");
  const stop = session.onMessage(handler);
  session.onMessage(handler);
  stop();
  stop();
  emit(1, MESSAGE, {});
  assert.deepEqual(seen, ["handler"]);
});

test("once: for one event; the next handler is called all the same", () => {
  const { create, emit } = page();
  const session = create();
  const seen = [];
  session.onMessage(({ data }) => seen.push(["once", data.Id]), { once: true });
  session.onMessage(({ data }) => seen.push(["always", data.Id]));
  emit(1, MESSAGE, { Id: "1" });
  emit(1, MESSAGE, { Id: "2" });
  assert.deepEqual(seen, [["once", "1"], ["always", "1"], ["always", "2"]]);
});

test("signal: until it is aborted, and never when it was", () => {
  const { create, emit } = page();
  const session = create();
  const seen = [];
  const controller = new AbortController();
  session.onMessage(() => seen.push("until"), { signal: controller.signal });
  session.onMessage(() => seen.push("never"), { signal: AbortSignal.abort() });
  emit(1, MESSAGE, {});
  controller.abort();
  emit(1, MESSAGE, {});
  assert.deepEqual(seen, ["until"]);
});

test("a handler that an earlier one took away is not called any more", () => {
  const { create, emit } = page();
  const session = create();
  const seen = [];
  session.onMessage(() => stop());
  const stop = session.onMessage(() => seen.push("late"));
  emit(1, MESSAGE, {});
  assert.deepEqual(seen, []);
});

test("a handler that throws is reported to onError, with the event's name", () => {
  const { create, emit } = page();
  const session = create();
  const seen = [];
  const error = new Error("mine");
  session.onError((event) => seen.push(event));
  session.onMessage(() => {
    throw error;
  });
  emit(1, MESSAGE, {});
  assert.deepEqual(seen, [{ error, eventName: "INCOMING_MESSAGE" }]);
});

test("a handler of onError that throws goes no further than the log", () => {
  const { create, emit, listen } = page();
  const logger = listen();
  const session = create();
  session.onError(() => {
    throw new Error("again");
  });
  session.onMessage(() => {
    throw new Error("first");
  });
  logger.lines.length = 0;
  emit(1, MESSAGE, {});
  assert.deepEqual(
    logger.lines.map(([method, line]) => [method, line.match(/A handler of \w+ threw/)[0]]),
    [
      ["error", "A handler of INCOMING_MESSAGE threw"],
      ["error", "A handler of ERROR threw"],
    ],
  );
});

test("several changes of the transcript before the handlers' turn give one call, with the last", () => {
  const { core, create } = page();
  const session = create();
  const seen = [];
  session.onTranscriptUpdated(({ data }) => seen.push(data.transcript.length));
  const raised = [1, 2, 3].map((length) => core.host.raise(1, TRANSCRIPT, { transcript: Array(length) }));
  raised.forEach((payload) => core.host.dispatch(1, TRANSCRIPT, payload));
  assert.deepEqual(seen, [3]);
});

test("handlers get a transcript of their own, as it is when their turn comes", () => {
  const { core, create } = page();
  const session = create();
  const seen = [];
  session.onTranscriptUpdated(({ data }) => seen.push(data.transcript));
  const kept = ["first"];
  for (const next of ["second", "third"]) {
    const payload = core.host.raise(1, TRANSCRIPT, { transcript: kept });
    kept.push(next);
    core.host.dispatch(1, TRANSCRIPT, payload);
  }
  assert.deepEqual(seen, [["first", "second"], ["first", "second", "third"]]);
});

test("the state is that of the last change, from the moment it happens", () => {
  const { core, create } = page();
  const session = create();
  const told = [];
  session.onConnectionStateChanged(({ data }) => told.push(data));
  assert.equal(session.connectionState, "idle");
  const change = { state: "reconnecting", reason: "socket-closed", retryAt: "2026-01-01T00:00:00.000Z" };
  const payload = core.host.raise(1, STATE, change);
  assert.equal(session.connectionState, "reconnecting");
  assert.deepEqual(told, []);
  core.host.dispatch(1, STATE, payload);
  assert.deepEqual(told, [change]);
});

test("messages() gives the items from now on, those that nobody took yet first", async () => {
  const { create, emit } = page();
  const session = create();
  emit(1, MESSAGE, { Id: "before" });
  const messages = session.messages()[Symbol.asyncIterator]();
  emit(1, MESSAGE, { Id: "1" });
  emit(1, MESSAGE, { Id: "2" });
  assert.deepEqual(await messages.next(), { value: { Id: "1" }, done: false });
  assert.deepEqual(await messages.next(), { value: { Id: "2" }, done: false });
  const later = messages.next();
  emit(1, MESSAGE, { Id: "3" });
  assert.deepEqual(await later, { value: { Id: "3" }, done: false });
});

/** Everything that a loop over the messages gets until it ends. */
async function collect(messages) {
  const ids = [];
  for await (const { Id } of messages) {
    ids.push(Id);
  }
  return ids;
}

for (const [why, end] of [
  ["the chat ends", ({ core }) => core.host.ended(1, true)],
  ["the session is disposed of", (_, session) => session.dispose()],
  ["the signal is aborted", (_, session, controller) => controller.abort()],
]) {
  test(`messages() ends when ${why}`, async () => {
    const around = page();
    const session = around.create();
    const controller = new AbortController();
    const messages = session.messages({ signal: controller.signal });
    around.emit(1, MESSAGE, { Id: "1" });
    const collected = collect(messages);
    await null;
    end(around, session, controller);
    assert.deepEqual(await collected, ["1"]);
  });
}

test("messages() with a signal that was aborted gives nothing", { timeout: 5_000 }, async () => {
  const session = page().create();
  assert.deepEqual(await collect(session.messages({ signal: AbortSignal.abort() })), []);
});

test("leaving the loop over messages() unsubscribes", async () => {
  const { create, emit } = page();
  const session = create();
  const messages = session.messages();
  emit(1, MESSAGE, { Id: "1" });
  for await (const { Id } of messages) {
    assert.equal(Id, "1");
    break;
  }
  let handled = false;
  const payload = {
    get data() {
      handled = true;
      return undefined;
    },
  };
  session.controller.pubsub.trigger("INCOMING_MESSAGE", payload);
  assert.equal(handled, false);
});

test("after dispose() no handler is called and the core is told once", () => {
  const { create, emit, told } = page();
  const session = create();
  const seen = [];
  for (const [, method] of EVENTS) {
    session[method](() => seen.push(method));
  }
  session.dispose();
  EVENTS.forEach((_, kind) => emit(1, kind, {}));
  assert.deepEqual(seen, []);
  assert.deepEqual(told("dispose"), [[1]]);
});
