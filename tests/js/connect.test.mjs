import assert from "node:assert/strict";
import { test } from "node:test";
import { FAILURE, page, rejection } from "./stub-client.mjs";

test("connect resolves with the flags and the status, and fills the chat details", async () => {
  const { core, create, last, settle } = page();
  const session = create();
  const connected = session.connect({ metadata: { m: 1 } });
  assert.deepEqual(last("connect"), [1, 1]);
  const details = { url: "wss://example", connectionToken: "token", connectionTokenExpiry: "soon" };
  core.host.connected(1, details);
  settle(true, 1);
  const result = await connected;
  assert.deepEqual(result, {
    _debug: { websocketStatus: "Starting" },
    connectSuccess: true,
    connectCalled: true,
    metadata: { m: 1 },
  });
  assert.deepEqual(Object.keys(result), ["_debug", "connectSuccess", "connectCalled", "metadata"]);
  assert.equal(session.getChatDetails().connectionDetails, details);
  assert.equal(session.controller.connectionHelper.getConnectionToken(), "token");
});

test("connect rejects with the shape of its success; a customer's reason is one level deeper", async () => {
  const { create, settle } = page();
  const connected = create().connect();
  settle(false, { ...FAILURE, kind: 4, cause: new TypeError("native") });
  const { kind, ...serviceError } = FAILURE;
  const failure = await rejection(connected);
  assert.deepEqual(failure, {
    _debug: { reason: "Failed to fetch connectionDetails with createParticipantConnection", _debug: serviceError },
    connectSuccess: false,
    connectCalled: true,
    metadata: null,
  });
  assert.deepEqual(Object.keys(failure), ["_debug", "connectSuccess", "connectCalled", "metadata"]);
});

test("an answer without its parts is a TypeError to a customer", async () => {
  const { create, settle } = page();
  const connected = create().connect();
  settle(false, { kind: 4, type: "TypeError", message: "no Url", stack: [], statusCode: undefined });
  const { _debug } = await rejection(connected);
  assert.ok(_debug._debug instanceof TypeError);
  assert.equal(_debug._debug.message, "no Url");
});

test("to an agent every failure of connect is an Error with a cause", async () => {
  const { create, settle } = page();
  const connected = create({ type: "AGENT" }).connect({ metadata: 1 });
  settle(false, { ...FAILURE, kind: 4 });
  const { _debug, ...rest } = await rejection(connected);
  assert.deepEqual(rest, { connectSuccess: false, connectCalled: true, metadata: 1 });
  assert.ok(_debug instanceof Error);
  assert.equal(_debug.message, "ValidationException: no");
  assert.equal(_debug.cause.statusCode, 400);
});

test("a repeated connect gives undefined and a warning, and replaces the metadata", async () => {
  const { core, create, listen, settle } = page();
  const logger = listen();
  const session = create();
  const first = session.connect({ metadata: 1 });
  core.connectAnswer = 0;
  logger.lines.length = 0;
  assert.equal(session.connect({ metadata: 2 }), undefined);
  assert.match(logger.lines[0][1], /^WARN \["Ignoring duplicate call to connect. Method can only be invoked once",/);
  core.told.pop();
  settle(true, 2);
  assert.equal((await first).metadata, 2);
  assert.throws(() => session.connect(null), { message: /reading 'metadata'/ });
});
