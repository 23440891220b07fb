import assert from "node:assert/strict";
import { test } from "node:test";
import { page, sink } from "./stub-client.mjs";

const MEMBERS = [
  "init",
  "onInitFailure",
  "onConnectionOpen",
  "onConnectionClose",
  "onConnectionGain",
  "onConnectionLost",
  "onSubscriptionUpdate",
  "onSubscriptionFailure",
  "onMessage",
  "onAllMessage",
  "subscribeTopics",
  "sendMessage",
  "onDeepHeartbeatSuccess",
  "onDeepHeartbeatFailure",
  "onTopicFailure",
  "closeWebSocket",
  "terminateWebSocketManager",
];

test("has the members of its counterpart in ChatJS", () => {
  const { WebSocketManager } = page().connect;
  assert.deepEqual(Object.keys(WebSocketManager), ["create", "setGlobalConfig", "LogLevel", "Logger"]);
  assert.deepEqual(Object.keys(WebSocketManager.create()).sort(), [...MEMBERS].sort());
});

test("says that it cannot connect, to callbacks registered before and after", async () => {
  const { connect, listen } = page();
  const logger = listen();
  const manager = connect.WebSocketManager.create({ contactId: "c" });
  const failures = [];
  manager.onInitFailure((failure) => failures.push(failure));
  assert.deepEqual(await manager.init(() => {}), { webSocketConnectionFailed: true });
  manager.onInitFailure((failure) => failures.push(failure));
  assert.equal(failures.length, 2);
  assert.match(failures[0].reason, /opens no connection/);
  assert.match(logger.lines[0][1], /^WARN \["This manager opens no connection.*\{"contactId":"c"\}$/);
});

test("gives functions that take callbacks back", async () => {
  const manager = page().connect.WebSocketManager.create();
  const taken = manager.onInitFailure(() => assert.fail("called"));
  taken();
  const unsubscribe = manager.onMessage("aws/chat", () => {});
  assert.equal(typeof unsubscribe, "function");
  manager.onInitFailure(() => assert.fail("called"));
  manager.closeWebSocket();
  await manager.init();
});

test("checks what it gets", () => {
  const manager = page().connect.WebSocketManager.create();
  assert.throws(() => manager.onConnectionGain(5), { message: "cb must be a function" });
  assert.throws(() => manager.onMessage("aws/chat"), { message: "cb must be a function" });
  assert.throws(() => manager.subscribeTopics(), { message: "undefined is not an array" });
  assert.equal(manager.subscribeTopics(["aws/chat"]), undefined);
});

test("sends nothing, with a warning", () => {
  const { connect, listen } = page();
  const logger = listen();
  connect.WebSocketManager.create().sendMessage({ topic: "x" });
  assert.deepEqual(logger.lines, [["warn", 'WARN ["Cannot send message, web socket connection is not open"]']]);
});

test("its own setGlobalConfig reaches the connection's log and the network probe only", () => {
  const { connect, core, settings } = page();
  const logger = sink();
  const isNetworkOnline = () => true;
  connect.WebSocketManager.setGlobalConfig({
    loggerConfig: { customizedLogger: logger },
    webSocketManagerConfig: { isNetworkOnline },
  });
  core.host.log(0, 30, 7, "socket", undefined);
  core.host.log(0, 30, 1, "session", undefined);
  assert.deepEqual(logger.lines, [["warn", 'WARN ["socket"]']]);
  assert.equal(settings("isNetworkOnline").pop(), isNetworkOnline);
});
