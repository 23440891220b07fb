import assert from "node:assert/strict";
import { test } from "node:test";
import { install } from "../../js/install.js";
import { page, stubClient } from "./stub-client.mjs";

test("installs every global that ChatJS installs, and nothing beside the namespace", () => {
  const { global, connect } = page();
  assert.deepEqual(Reflect.ownKeys(global), ["connect"]);
  assert.deepEqual(Reflect.ownKeys(connect), [
    "WebSocketManager",
    "ChatSession",
    "LogManager",
    "LogLevel",
    "csmService",
    "ChatJS",
  ]);
});

test("ChatSession is a plain object with its members in order", () => {
  const { ChatSession, csmService } = page().connect;
  assert.equal(Object.getPrototypeOf(ChatSession), Object.prototype);
  assert.deepEqual(Object.keys(ChatSession), [
    "create",
    "setGlobalConfig",
    "LogLevel",
    "Logger",
    "SessionTypes",
    "csmService",
    "setFeatureFlag",
    "setRegionOverride",
  ]);
  assert.deepEqual(ChatSession.LogLevel, { DEBUG: 10, INFO: 20, WARN: 30, ERROR: 40, ADVANCED_LOG: 50 });
  assert.deepEqual(ChatSession.SessionTypes, { AGENT: "AGENT", CUSTOMER: "CUSTOMER" });
  assert.equal(ChatSession.csmService, csmService);
  assert.throws(() => new ChatSession.create({}), /not a constructor/);
});

test("ChatJS names the library replaced, and ours beside it", () => {
  const { ChatJS } = page().connect;
  assert.equal(ChatJS.version, "5.0.0");
  assert.equal(ChatJS.name, "amazon-connect-chatjs");
  assert.equal(ChatJS.source, "npm");
  assert.equal(ChatJS.repository, "git+https://github.com/amazon-connect/amazon-connect-chatjs.git");
  assert.equal(ChatJS.build.environment, "production");
  assert.ok(!Number.isNaN(Date.parse(ChatJS.build.timestamp)));
  assert.equal(ChatJS.implementation.name, "amazon-connect-chat-wasm");
});

test("keeps what is in the namespace already, except the metadata", () => {
  const theirs = { LogLevel: { INFO: "INFO" }, WebSocketManager: {}, ChatJS: { version: "old" }, core: {} };
  const { connect } = page({ connect: theirs });
  assert.equal(connect, theirs);
  assert.deepEqual(connect.LogLevel, { INFO: "INFO" });
  assert.deepEqual(connect.WebSocketManager, {});
  assert.deepEqual(connect.core, {});
  assert.equal(connect.ChatJS.version, "5.0.0");
  assert.equal(connect.ChatSession.LogLevel.INFO, 20);
});

test("a ChatSession that is there already stays, the siblings are added", () => {
  const ChatSession = {};
  const { connect } = page({ connect: { ChatSession } });
  assert.equal(connect.ChatSession, ChatSession);
  assert.equal(typeof connect.LogManager.getLogger, "function");
  assert.equal(typeof connect.csmService.addCountMetric, "function");
});

test("a second copy of the script starts no second core", () => {
  const { global, connect } = page();
  const { ChatSession, LogManager } = connect;
  const second = stubClient();
  install(global, second.client);
  assert.equal(connect.ChatSession, ChatSession);
  assert.equal(connect.LogManager, LogManager);
  assert.equal(second.core.host, undefined);
});

test("a frozen namespace is an error, not a silent nothing", () => {
  assert.throws(() => install({ connect: Object.freeze({}) }, stubClient().client), TypeError);
});

test("the Logger is a class to inherit from, and writes when used as documented", () => {
  const { connect, listen } = page();
  const { Logger } = connect.ChatSession;
  assert.equal(new Logger().info("nothing"), undefined);
  const logger = listen();
  Logger.info("foobar");
  assert.deepEqual(logger.lines, [["info", 'INFO ["foobar"] ']]);
});
