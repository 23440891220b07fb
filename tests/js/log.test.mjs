import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { page, sink } from "./stub-client.mjs";

beforeEach(() => {
  for (const method of ["debug", "info", "warn", "error", "log"]) {
    mock.method(console, method, () => {});
  }
});
afterEach(() => mock.restoreAll());

const consoleLines = (method) => console[method].mock.calls.map(({ arguments: [line] }) => line);
const withoutTime = (line) => line.replace(/\[\d{4}-\d\d-\d\dT[\d:.]+Z\]/, "[time]");

test("nothing is logged until a sink is configured", () => {
  const { connect, create, settings } = page();
  create();
  assert.equal(connect.LogManager.getLogger().error("x"), undefined);
  assert.equal(connect.LogManager.hasClientLogger(), false);
  assert.equal(settings("logLevel").pop(), 255);
  assert.equal(console.error.mock.callCount(), 0);
});

test("console lines: level, time, prefix, arguments as text, metadata", () => {
  const { LogManager } = page().connect;
  LogManager.updateLoggerConfig({ level: 10, useDefaultLogger: true });
  const logger = LogManager.getLogger({ prefix: "PFX", logMetaData: { a: 1 } });
  const shared = { x: 1 };
  const line = logger.info("hello", shared, shared, [1, 2], null, undefined, 0, true, 5, () => {}, new Error("boom"));
  assert.equal(withoutTime(line), 'INFO [time] PFX: hello {"x":1} {"x":1} 1,2    true 5 undefined Error: boom {"a":1}');
  assert.deepEqual(consoleLines("info"), [line]);
  assert.equal(withoutTime(LogManager.getLogger().warn("w")), "WARN [time] w ");
});

test("lines of a page's own sink: the arguments as a JSON array", () => {
  const { connect, listen } = page();
  const logger = listen();
  const shared = { x: 1 };
  const circular = { y: 2 };
  circular.self = circular;
  const write = connect.LogManager.getLogger({ prefix: "PFX", logMetaData: { a: 1 } });
  write.info(
    "hello",
    shared,
    shared,
    [1, 2],
    null,
    undefined,
    0,
    "",
    true,
    () => {},
    circular,
    new Error("boom"),
    new Date(0),
  );
  assert.deepEqual(logger.lines, [
    [
      "info",
      'INFO ["hello",{"x":1},null,[1,2],null,null,0,"",true,null,{"y":2},{},"1970-01-01T00:00:00.000Z"] {"a":1}',
    ],
  ]);
});

test("a value without JSON does not throw: the console says so, a page's own sink gets what can be printed", () => {
  const { connect, listen } = page();
  const circular = { y: 2n };
  circular.self = circular;
  connect.LogManager.updateLoggerConfig({ level: 10, useDefaultLogger: true });
  assert.equal(withoutTime(connect.LogManager.getLogger().info("a", circular, "b")), "INFO [time] a  b ");
  assert.deepEqual(consoleLines("error"), ["Error while converting argument to string"]);
  const logger = listen();
  connect.LogManager.getLogger().info(circular);
  assert.deepEqual(logger.lines, [["info", 'INFO [{"y":"2"}] ']]);
});

test("the sink's own answer is returned where it has one", () => {
  const { LogManager } = page().connect;
  const entry = {};
  LogManager.updateLoggerConfig({ level: 20, customizedLogger: { ...sink(), warn: () => entry } });
  const logger = LogManager.getLogger();
  assert.equal(logger.warn("w"), entry);
  assert.equal(logger.error("e"), 'ERROR ["e"] ');
  assert.equal(logger.debug("d"), undefined);
});

test("which sink: customizedLogger, logger, console, none", () => {
  const { LogManager } = page().connect;
  const [custom, plain] = [sink(), sink()];
  assert.equal(LogManager.selectLogger({ customizedLogger: custom, logger: plain, useDefaultLogger: true }), custom);
  assert.equal(LogManager.selectLogger({ customizedLogger: "no", logger: plain, useDefaultLogger: true }), plain);
  assert.equal(LogManager.selectLogger({ useDefaultLogger: true }), console);
  assert.equal(LogManager.selectLogger({}), null);
});

test("levels are numbers or names, INFO by default", () => {
  const { LogManager } = page().connect;
  for (const [level, expected] of [
    [30, 30],
    ["ERROR", 40],
    ["info", 20],
    ["nonsense", 20],
    [undefined, 20],
    [0, 20],
  ]) {
    LogManager.updateLoggerConfig({ level, customizedLogger: sink() });
    assert.equal(LogManager._level, expected);
  }
  LogManager.updateLoggerConfig({ level: 30, customizedLogger: sink() });
  assert.deepEqual(
    [20, 30, 50].map((level) => LogManager.isLevelEnabled(level)),
    [false, true, true],
  );
});

test("the core hears the lowest level that anybody listens to", () => {
  const { connect, settings } = page();
  connect.ChatSession.setGlobalConfig({ loggerConfig: { level: 30, customizedLogger: sink() } });
  connect.LogManager.updateLoggerConfig({ level: 10, customizedLogger: sink() });
  connect.LogManager.updateLoggerConfig({});
  connect.ChatSession.setGlobalConfig({});
  assert.deepEqual(
    settings("logLevel").filter((level, index, levels) => level !== levels[index - 1]),
    [255, 30, 10, 30, 255],
  );
});

test("the format follows the current sink, not an earlier one", () => {
  const { LogManager } = page().connect;
  LogManager.updateLoggerConfig({ customizedLogger: sink() });
  LogManager.updateLoggerConfig({ useDefaultLogger: true });
  assert.equal(withoutTime(LogManager.getLogger().info("x")), "INFO [time] x ");
});

test("updateLoggerConfig tolerates what widgets hand it", () => {
  const { LogManager } = page().connect;
  for (const config of [undefined, null, { loggerConfig: { level: 10 } }]) {
    LogManager.updateLoggerConfig(config);
    assert.equal(LogManager.hasClientLogger(), false);
    assert.equal(LogManager._level, 20);
  }
});

test("advanced lines go to the chosen method", () => {
  const { LogManager } = page().connect;
  const written = (config) => {
    const logger = sink();
    logger.log = (line) => logger.lines.push(["log", line]);
    LogManager.updateLoggerConfig({ customizedLogger: logger, ...config });
    LogManager.getLogger().advancedLog("a");
    return logger.lines.map(([method]) => method);
  };
  assert.deepEqual(written({}), ["warn"]);
  assert.deepEqual(written({ advancedLogWriter: null }), ["warn"]);
  for (const method of ["info", "debug", "log", "error"]) {
    assert.deepEqual(written({ advancedLogWriter: method }), [method]);
  }
  assert.equal(console.error.mock.callCount(), 0);
  assert.deepEqual(written({ advancedLogWriter: "trace" }), ["warn"]);
  assert.deepEqual(consoleLines("error"), [
    "customizedLogger: incorrect value for loggerConfig:advancedLogWriter; use valid values from list lines,debug,info,warn,error,log but used trace",
  ]);
});

test("advanced lines without customizedLogger are written only when a writer is named", () => {
  const { LogManager } = page().connect;
  LogManager.updateLoggerConfig({ useDefaultLogger: true });
  assert.equal(withoutTime(LogManager.getLogger().advancedLog("a")), "ADVANCED_LOG [time] a ");
  assert.equal(console.warn.mock.callCount(), 0);
  LogManager.updateLoggerConfig({ useDefaultLogger: true, advancedLogWriter: "log" });
  LogManager.getLogger().advancedLog("a");
  assert.equal(console.log.mock.callCount(), 1);
  LogManager.updateLoggerConfig({ useDefaultLogger: true, advancedLogWriter: "trace" });
  assert.deepEqual(consoleLines("error"), [
    "incorrect value for loggerConfig:advancedLogWriter; use valid values from list warn,info,debug,log,error but used trace",
  ]);
});

test("a sink that throws, or lacks a method, breaks nothing and is reported once", () => {
  const { connect, create } = page();
  const logger = { info: () => assert.fail("sink") };
  connect.ChatSession.setGlobalConfig({ loggerConfig: { customizedLogger: logger, level: 10 } });
  const session = create();
  session.onMessage(() => {});
  assert.ok(session.controller);
  const reports = consoleLines("error").filter((line) => /could not write to the logger/.test(line));
  assert.equal(reports.length, 1);
});

test("lines of the core: source, session, detail", () => {
  const { core, create, listen } = page();
  const logger = listen();
  create();
  logger.lines.length = 0;
  core.host.log(1, 20, 3, "Websocket connection gained.", undefined);
  core.host.log(0, 40, 6, "failed", { a: 1 });
  assert.deepEqual(logger.lines, [
    [
      "info",
      'INFO ["Websocket connection gained."] {"contactId":"contact","participantId":"participant","sessionType":"CUSTOMER","region":"us-west-2"}',
    ],
    ["error", 'ERROR ["failed",{"a":1}] '],
  ]);
});

test("lines of the connection have a format and a sink order of their own", () => {
  const { connect, core } = page();
  connect.ChatSession.setGlobalConfig({ loggerConfig: { level: 10, useDefaultLogger: true } });
  core.host.log(0, 50, 7, "WebSocket connection is closed. ", "Close Code: 1000");
  assert.deepEqual(
    consoleLines("warn").pop(),
    "ADVANCED_LOG AMZ_WEB_SOCKET_MANAGER::WebSocket connection is closed.  Close Code: 1000 ",
  );

  const [custom, plain] = [sink(), sink()];
  connect.ChatSession.setGlobalConfig({ loggerConfig: { level: 10, customizedLogger: custom, logger: plain } });
  custom.lines.length = 0;
  core.host.log(0, 30, 7, "Heartbeat response not received", undefined);
  assert.deepEqual(plain.lines, [["warn", 'WARN ["Heartbeat response not received"]']]);
  assert.deepEqual(custom.lines, []);

  connect.ChatSession.setGlobalConfig({ loggerConfig: { level: 10, logger: plain } });
  plain.lines.length = 0;
  core.host.log(0, 30, 7, "text", undefined);
  assert.deepEqual(plain.lines, [["warn", "WARN AMZ_WEB_SOCKET_MANAGER::text "]]);
});

test("credentials and contents are redacted unless asked for at level DEBUG", () => {
  const item = {
    Id: "i",
    Content: "secret",
    content: "id",
    nested: [{ participantToken: "secret", Url: "secret", serializedContent: "secret" }],
  };
  const lineOf = (loggerConfig) => {
    const { core, listen } = page();
    const logger = listen(loggerConfig);
    core.host.log(0, 40, 1, "item", item);
    return logger.lines[0][1];
  };
  for (const config of [{}, { level: 20, logContent: true }, { level: 10, logContent: "yes" }]) {
    assert.ok(!lineOf(config).includes("secret"));
    assert.match(lineOf(config), /"Id":"i","Content":"\[redacted\]"/);
  }
  assert.equal(lineOf({ level: 10, logContent: true }).match(/secret/g).length, 4);
  assert.equal(item.Content, "secret");
});

test("members of an error are redacted too, and it stays an error", () => {
  const error = Object.assign(new TypeError("boom"), { participantToken: "secret", code: 1 });
  const { connect, core, listen } = page();
  const logger = listen();
  core.host.log(0, 40, 1, "failed", error);
  assert.deepEqual(logger.lines, [["error", 'ERROR ["failed",{"participantToken":"[redacted]","code":1}] ']]);
  connect.ChatSession.setGlobalConfig({ loggerConfig: { useDefaultLogger: true } });
  core.host.log(0, 40, 1, "failed", error);
  assert.match(consoleLines("error").pop(), /ChatJS-ChatController: failed TypeError: boom $/);
});

test("details that make no session leave no token in the log", () => {
  const { create, listen } = page();
  const logger = listen();
  create({ chatDetails: { participantToken: "secret", participantId: "p" } });
  assert.match(logger.lines.pop()[1], /^ERROR \["Error while creating chat session",\{"name":"IllegalArgument"\}\] $/);
  assert.ok(!JSON.stringify(logger.lines).includes("secret"));
});

test("a page's own statements are its own: nothing is redacted", () => {
  const { connect, listen } = page();
  const logger = listen();
  connect.LogManager.getLogger().info({ Content: "mine" });
  assert.match(logger.lines[0][1], /mine/);
});

test("entries that can be forwarded to a server are, and one that refuses breaks nothing", () => {
  const { connect, core } = page();
  const sendInternalLogToServer = mock.fn(() => {
    throw new Error("no server");
  });
  const logger = { ...sink(), error: () => ({ sendInternalLogToServer }) };
  connect.ChatSession.setGlobalConfig({ loggerConfig: { logger } });
  core.host.log(0, 40, 1, "x", undefined);
  assert.equal(sendInternalLogToServer.mock.callCount(), 1);
});
