import assert from "node:assert/strict";
import { test } from "node:test";
import { DETAILS, page, sink } from "./stub-client.mjs";

const AGENT_STRING = "amazon-connect-chat-wasm/0.0.0 AmazonConnect-ChatJS/5.0.0";
const DEFAULT_RECEIPTS_LINE =
  "enabling message-receipts by default; to disable set config.features.messageReceipts.shouldSendMessageReceipts = false";

test("a configuration is required", () => {
  const { setGlobalConfig } = page().connect.ChatSession;
  assert.throws(() => setGlobalConfig(), { name: "TypeError", message: /reading 'loggerConfig'/ });
  assert.equal(setGlobalConfig({}), undefined);
});

test("region: override, then the session's, then the page's, then the default", () => {
  const { connect, create, last } = page();
  const { ChatSession } = connect;
  const region = (args) => {
    create(args);
    return last("create")[1];
  };
  assert.equal(region(), "us-west-2");
  ChatSession.setGlobalConfig({ region: "eu-west-2" });
  assert.equal(region(), "eu-west-2");
  assert.equal(region({ options: { region: "ca-central-1" } }), "ca-central-1");
  assert.equal(region(), "ca-central-1", "an option becomes the page's region");
  ChatSession.setRegionOverride("us-east-1");
  assert.equal(region({ options: { region: "eu-west-2" } }), "us-east-1");
  ChatSession.setRegionOverride(null);
  assert.equal(region(), "eu-west-2");
});

test("endpoint and user agent follow the configuration, and what a call leaves out stays", () => {
  const { connect, create, settings } = page();
  const service = () => ["endpoint", "userAgent"].map((name) => settings(name).pop());
  assert.deepEqual(service(), [undefined, AGENT_STRING]);
  connect.ChatSession.setGlobalConfig({
    endpoint: "http://127.0.0.1:1/base",
    customUserAgentSuffix: "My Suffix/1.0 (x)",
  });
  assert.deepEqual(service(), ["http://127.0.0.1:1/base", `${AGENT_STRING}-My-Suffix/1.0--x-`]);
  connect.ChatSession.setGlobalConfig({});
  assert.deepEqual(service(), ["http://127.0.0.1:1/base", `${AGENT_STRING}-My-Suffix/1.0--x-`]);
  assert.equal(create().controller.chatClient.invokeUrl, "http://127.0.0.1:1/base");
});

test("the address of a region's service", () => {
  const { controller } = page().create({ options: { region: "eu-west-2" } });
  assert.equal(controller.chatClient.invokeUrl, "https://participant.connect.eu-west-2.amazonaws.com");
});

const receiptsOf = (settings) => ["receiptsEnabled", "receiptsThrottle"].map((name) => settings(name).pop());

test("receipts keep what an earlier call configured", () => {
  const { connect, settings } = page();
  const configure = (config) => {
    connect.ChatSession.setGlobalConfig(config);
    return receiptsOf(settings);
  };
  assert.deepEqual(receiptsOf(settings), [true, 5000]);
  assert.deepEqual(
    configure({ features: { messageReceipts: { shouldSendMessageReceipts: false, throttleTime: 100 } } }),
    [false, 100],
  );
  assert.deepEqual(configure({ region: "eu-west-2" }), [false, 100]);
  assert.deepEqual(configure({ features: ["OTHER"] }), [false, 100]);
  assert.deepEqual(configure({ features: {} }), [false, 100]);
  assert.deepEqual(configure({ throttleTime: 200 }), [false, 200]);
  assert.deepEqual(configure({ features: { messageReceipts: {} } }), [true, 5000]);
  assert.deepEqual(configure({ features: { messageReceipts: { throttleTime: 0 } }, throttleTime: 300 }), [true, 300]);
});

test("the receipts flag can be set by name", () => {
  const { connect, settings } = page();
  connect.ChatSession.setGlobalConfig({ features: { messageReceipts: { shouldSendMessageReceipts: false } } });
  connect.ChatSession.setFeatureFlag("MESSAGE_RECEIPTS_ENABLED");
  assert.deepEqual(receiptsOf(settings), [true, 5000]);
});

test("the lines of a configuration, in order and by the right logger", () => {
  const { connect } = page();
  const [first, second] = [sink(), sink()];
  const text = (lines) => lines.map(([method, line]) => [method, JSON.parse(line.slice(line.indexOf("["), -1))]);
  connect.ChatSession.setGlobalConfig({ loggerConfig: { customizedLogger: first } });
  assert.deepEqual(text(first.lines), [["warn", [DEFAULT_RECEIPTS_LINE]]]);
  first.lines.length = 0;
  connect.ChatSession.setGlobalConfig({ loggerConfig: { customizedLogger: second }, features: ["A"] });
  assert.deepEqual(text(first.lines), [
    ["info", ["new features added, initialValue: MESSAGE_RECEIPTS_ENABLED , newValue: A", true]],
  ]);
  assert.deepEqual(text(second.lines), [
    ["warn", [DEFAULT_RECEIPTS_LINE]],
    ["info", ["new features added, initialValue: A , newValue: A,MESSAGE_RECEIPTS_ENABLED", true]],
  ]);
  second.lines.length = 0;
  connect.ChatSession.setFeatureFlag("A");
  assert.deepEqual(second.lines, []);
  connect.ChatSession.setGlobalConfig({ stage: "test-stage2", loggerConfig: { customizedLogger: second } });
  connect.ChatSession.setFeatureFlag("B");
  assert.deepEqual(text(second.lines), [["warn", [DEFAULT_RECEIPTS_LINE]]]);
});

test("a logger that a call does not name is gone", () => {
  const { connect, listen } = page();
  const logger = listen();
  connect.ChatSession.setGlobalConfig({ region: "eu-west-2" });
  assert.equal(connect.LogManager.hasClientLogger(), false);
  logger.lines.length = 0;
  connect.LogManager.getLogger().error("x");
  assert.deepEqual(logger.lines, []);
});

test("the network probe is handed on when it is a function, sync or async", () => {
  const { connect, settings } = page();
  const probe = async () => true;
  connect.ChatSession.setGlobalConfig({ webSocketManagerConfig: { isNetworkOnline: probe } });
  connect.ChatSession.setGlobalConfig({ webSocketManagerConfig: { isNetworkOnline: true } });
  connect.ChatSession.setGlobalConfig({});
  assert.equal(settings("isNetworkOnline").pop(), probe);
});

test("misfits are named in the log and change nothing else", () => {
  const { connect } = page();
  const logger = sink();
  connect.ChatSession.setGlobalConfig({
    loggerConfig: { customizedLogger: logger },
    region: 5,
    webSocketManagerConfig: { isNetworkOnline: true },
  });
  const lines = logger.lines.map(([, line]) => line);
  assert.ok(lines.some((line) => line.includes("setGlobalConfig: region should be a string, not a number")));
  assert.ok(
    lines.some((line) => line.includes("webSocketManagerConfig.isNetworkOnline should be a function, not a boolean")),
  );
});

test("the browser is named in a session's first line", () => {
  const { create, listen } = page({ navigator: { userAgent: "Browser/1" } });
  const logger = listen();
  create({ chatDetails: DETAILS });
  assert.match(logger.lines.pop()[1], /^INFO \["Browser info:","Browser\/1"\] \{"contactId":"contact",/);
});
