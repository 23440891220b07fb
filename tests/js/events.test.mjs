import assert from "node:assert/strict";
import { test } from "node:test";
import { EVENTS } from "../../js/events.js";
import { page } from "./stub-client.mjs";

/** The core's number of the status `Starting`. */
const STARTING = 1;
const kindOf = (name) => EVENTS.findIndex(([event]) => event === name);

test("every event has its method, and reaches it with payload, name and bus", () => {
  assert.equal(EVENTS.length, 27);
  EVENTS.forEach(([name, method], kind) => {
    const { create, emit } = page();
    const session = create();
    const seen = [];
    const item = { Id: "i", transcript: [] };
    assert.equal(typeof session[method]((...args) => seen.push(args)), "function");
    emit(1, kind, item);
    assert.equal(seen.length, 1, method);
    const [payload, event, bus] = seen[0];
    assert.equal(event, name);
    assert.equal(bus, session.controller.pubsub);
    assert.equal(payload.data, item);
    assert.deepEqual(payload.chatDetails, session.getChatDetails());
  });
});

test("the event of connect() has the flags and no data, that of the socket has empty data", () => {
  const { create, emit } = page();
  const session = create();
  const seen = [];
  session.onConnectionEstablished((event) => seen.push(event));
  session.connect({ metadata: "m" });
  emit(1, kindOf("CONNECTION_ESTABLISHED"), STARTING);
  emit(1, kindOf("CONNECTION_ESTABLISHED"), "gained");
  const chatDetails = session.getChatDetails();
  assert.deepEqual(seen, [
    { chatDetails, _debug: { websocketStatus: "Starting" }, connectSuccess: true, connectCalled: true, metadata: "m" },
    { data: {}, chatDetails },
  ]);
});

test("what happens to the socket: empty data, and the reason of a loss in it", () => {
  const { create, emit } = page();
  const session = create();
  const seen = [];
  for (const method of ["onConnectionLost", "onConnectionBroken", "onDeepHeartbeatSuccess", "onDeepHeartbeatFailure"]) {
    session[method]((event) => seen.push(event));
  }
  emit(1, kindOf("CONNECTION_LOST"), "socket closed");
  emit(1, kindOf("CONNECTION_BROKEN"), "refused");
  emit(1, kindOf("DEEP_HEARTBEAT_SUCCESS"), "answered");
  emit(1, kindOf("DEEP_HEARTBEAT_FAILURE"), "unanswered");
  const chatDetails = session.getChatDetails();
  assert.deepEqual(seen, [
    { data: { reason: "socket closed" }, chatDetails },
    { data: { reason: "refused" }, chatDetails },
    { data: {}, chatDetails },
    { data: {}, chatDetails },
  ]);
});

test("the end has null data, marks the controller when raised and removes handlers when dispatched", () => {
  const { core, create } = page();
  const session = create();
  const seen = [];
  session.onEnded((event) => seen.push(event));
  const payload = core.host.raise(1, kindOf("CHAT_ENDED"), null);
  assert.equal(session.controller.hasChatEnded, true);
  assert.equal(seen.length, 0);
  core.host.dispatch(1, kindOf("CHAT_ENDED"), payload);
  core.host.ended(1, true);
  assert.deepEqual(seen, [{ data: null, chatDetails: session.getChatDetails() }]);
  session.onEnded((event) => seen.push(event));
  core.host.dispatch(1, kindOf("CHAT_ENDED"), payload);
  assert.equal(seen.length, 1);
});

test("the end is in the log", () => {
  const { core, create, listen } = page();
  const logger = listen({ level: 20 });
  create();
  logger.lines.length = 0;
  core.host.ended(1, true);
  assert.match(logger.lines[0][1], /^INFO \["Websocket closed. All event subscriptions are cleared."\] \{"contactId"/);
});

test("the details of an event are those of its raising", () => {
  const { core, create } = page();
  const session = create();
  let details;
  session.onMessage(({ chatDetails }) => {
    details = chatDetails;
  });
  const payload = core.host.raise(1, 0, {});
  core.host.connected(1, { connectionToken: "t" });
  core.host.dispatch(1, 0, payload);
  assert.equal(details.connectionDetails, undefined);
});

test("handlers run in order, as often as registered, and one that throws stops nobody", () => {
  const { create, emit, listen } = page();
  const logger = listen();
  const session = create();
  const seen = [];
  const twice = () => seen.push("twice");
  session.onMessage(() => {
    throw new Error("mine");
  });
  session.onMessage(twice);
  session.onMessage(twice);
  logger.lines.length = 0;
  emit(1, 0, {});
  assert.deepEqual(seen, ["twice", "twice"]);
  assert.match(logger.lines[0][1], /^ERROR \["A handler of INCOMING_MESSAGE threw",/);
});

test("handlers added between raising and dispatch are called, those added during a dispatch are not", () => {
  const { core, create } = page();
  const session = create();
  const seen = [];
  const payload = core.host.raise(1, 0, {});
  session.onMessage(() => {
    seen.push("first");
    session.onMessage(() => seen.push("late"));
    session.controller.cleanUpOnParticipantDisconnect();
  });
  session.onMessage(() => seen.push("second"));
  core.host.dispatch(1, 0, payload);
  assert.deepEqual(seen, ["first", "second"]);
  core.host.dispatch(1, 0, payload);
  assert.equal(seen.length, 2);
});

test("an agent session's clean-up removes its handlers; later ones work", () => {
  const { create, emit, told } = page();
  const session = create({ type: "AGENT" });
  const seen = [];
  session.onMessage(() => seen.push(1));
  assert.equal(session.cleanUpOnParticipantDisconnect(), undefined);
  emit(1, 0, {});
  session.onMessage(() => seen.push(2));
  emit(1, 0, {});
  assert.deepEqual(seen, [2]);
  assert.equal(told("dispose").length, 0);
});

test("a handler must be a function", () => {
  const session = page().create();
  assert.throws(() => session.onMessage(), { name: "ValueError", message: "f must be provided" });
  assert.throws(() => session.onMessage(null), { name: "ValueError", message: "f must be provided" });
  assert.throws(() => session.onMessage("f"), { name: "ValueError", message: "f must be a function" });
});

test("subscribing is logged, and the transcript is tracked from then on", () => {
  const { create, listen, told } = page();
  const logger = listen();
  const session = create();
  logger.lines.length = 0;
  session.onMessage(() => {});
  assert.match(logger.lines[0][1], /^INFO \["Subscribed successfully to event:","INCOMING_MESSAGE"\]/);
  assert.equal(told("track_transcript").length, 0);
  session.onTranscriptUpdated(() => {});
  session.controller.subscribe("INCOMING_MESSAGE", () => {});
  assert.deepEqual(told("track_transcript"), [[1]]);
});

test("events of a session nobody knows are dropped", () => {
  const { core } = page();
  assert.equal(core.host.raise(9, 0, {}), undefined);
  assert.doesNotThrow(() => core.host.dispatch(9, 0, undefined));
  assert.doesNotThrow(() => core.host.ended(9));
});
