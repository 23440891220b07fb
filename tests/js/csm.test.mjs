import assert from "node:assert/strict";
import { test } from "node:test";
import { page, rejection } from "./stub-client.mjs";

const dimensions = (...pairs) => pairs.map(([name, value]) => ({ name, value }));
const WIDGET = ["WidgetType", "CustomChatWidget"];

/** A page that takes the metrics, without their times. */
function measured(args) {
  const metrics = [];
  const fixture = page();
  fixture.connect.ChatSession.setGlobalConfig({
    csmConfig: { widgetType: "CustomChatWidget", onMetric: ({ timestamp, ...metric }) => metrics.push(metric) },
  });
  const session = fixture.create({ disableCSM: false, ...args });
  return { ...fixture, session, metrics };
}

const metric = (metricName, unit, value, ...pairs) => ({
  metricName,
  unit,
  value,
  dimensions: dimensions(...pairs),
  namespace: "chat-widget",
  dedupeOptions: undefined,
  optionalDimensions: [],
});

test("the service has the members that ChatJS has", () => {
  const { csmService } = page().connect;
  assert.deepEqual(Reflect.ownKeys(csmService).slice(0, 6), [
    "widgetType",
    "logger",
    "csmInitialized",
    "metricsToBePublished",
    "agentMetricToBePublished",
    "MAX_RETRY",
  ]);
  assert.deepEqual(JSON.parse(JSON.stringify(csmService)), {
    widgetType: "CustomChatWidget",
    logger: { options: { prefix: "ChatJS-csmService" } },
    csmInitialized: false,
    metricsToBePublished: [],
    agentMetricToBePublished: [],
    MAX_RETRY: 5,
  });
});

test("a page gets the metrics of a call, in the form that ChatJS sends", async () => {
  const { session, metrics, settle } = measured();
  const sent = session.sendMessage({ message: "m", contentType: "text/plain" });
  settle(true, { Id: "i" });
  await sent;
  const contentType = ["ContentType", "text/plain"];
  assert.deepEqual(
    metrics.map(({ value, ...rest }) => rest),
    [
      metric("SendMessage", "Milliseconds", 0, WIDGET, ["Metric", "Latency"], ["Category", "API"], contentType),
      metric("SendMessage", "Count", 1, WIDGET, ["Category", "API"], contentType, ["Metric", "Count"]),
      metric("SendMessage", "Count", 0, WIDGET, ["Category", "API"], contentType, ["Metric", "Error"]),
    ].map(({ value, ...rest }) => rest),
  );
  assert.deepEqual(
    metrics.slice(1).map(({ value }) => value),
    [1, 0],
  );
});

test("a failure counts as an error; what made no request counts as nothing", async () => {
  const { session, metrics, settle } = measured();
  const failed = session.getTranscript();
  settle(false, { kind: 0 });
  await rejection(failed);
  assert.deepEqual(metrics.map(({ value }) => value).slice(1), [1, 1]);
  metrics.length = 0;
  const receipt = session.sendEvent({
    contentType: "application/vnd.amazonaws.connect.event.message.read",
    content: '{"messageId":"m"}',
  });
  settle(true, undefined);
  await receipt;
  const url = session.getAuthenticationUrl({});
  settle(true, {});
  await url;
  assert.deepEqual(metrics, []);
});

test("a customer's connect is measured, an agent's is not", async () => {
  for (const [type, expected] of [
    ["CUSTOMER", ["CreateParticipantConnection", "CreateParticipantConnection", "CreateParticipantConnection"]],
    ["AGENT", []],
  ]) {
    const { create, metrics, settle } = measured();
    const connected = create({ type, disableCSM: false }).connect();
    settle(true, 1);
    await connected;
    assert.deepEqual(
      metrics.map(({ metricName }) => metricName),
      expected,
    );
  }
});

test("times are ISO texts", () => {
  const { connect, create } = page();
  let time;
  connect.csmService.updateCsmConfig({ onMetric: ({ timestamp }) => (time = timestamp) });
  create({ disableCSM: false });
  connect.csmService.addCountMetric("x", "UI");
  assert.match(time, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
});

test("disableCSM, agents alone and a page that takes nothing produce nothing", async () => {
  for (const args of [{ disableCSM: true }, { type: "AGENT" }]) {
    const { session, metrics, settle, connect } = measured(args);
    const sent = session.sendMessage({ message: "m", contentType: "text/plain" });
    settle(true, {});
    await sent;
    connect.csmService.addCountMetric("x", "UI");
    assert.deepEqual(metrics, []);
    assert.equal(connect.csmService.csmInitialized, false);
  }
  const { connect, create } = page();
  create({ disableCSM: false });
  connect.csmService.addCountMetric("x", "UI");
  assert.equal(connect.csmService.csmInitialized, true);
  assert.equal(connect.csmService.metricsToBePublished, null);
  assert.deepEqual(connect.csmService.agentMetricToBePublished, []);
});

test("a session without metrics is not measured although the page has them", async () => {
  const { create, metrics, settle, core } = measured();
  const sent = create({ disableCSM: true }).getTranscript();
  settle(true, {});
  await sent;
  core.host.metric(2, "WebsocketConnectionGained", 1);
  assert.deepEqual(metrics, []);
});

test("the methods that clients call", () => {
  const { connect, metrics } = measured();
  const { csmService } = connect;
  const extra = dimensions(["x", "y"]);
  csmService.addCountMetric("count", "UI");
  csmService.addCountAndErrorMetric("both", "UI", true, extra);
  csmService.addLatencyMetric("latency", 5, "UI", extra);
  csmService.addLatencyMetricWithStartTime("since", Date.now(), "UI");
  csmService.addAgentCountMetric("AGENT_COUNT", 2);
  const Count = ["Metric", "Count"];
  assert.deepEqual(metrics.slice(0, 4), [
    metric("count", "Count", 1, WIDGET, ["Category", "UI"], Count),
    metric("both", "Count", 1, WIDGET, ["Category", "UI"], ["x", "y"], Count),
    metric("both", "Count", 1, WIDGET, ["Category", "UI"], ["x", "y"], ["Metric", "Error"]),
    metric("latency", "Milliseconds", 5, WIDGET, ["Metric", "Latency"], ["Category", "UI"], ["x", "y"]),
  ]);
  assert.ok(metrics[4].value >= 0 && metrics[4].value < 1000);
  assert.deepEqual(metrics[5], metric("AGENT_COUNT", "Count", 2));
});

test("no method throws, whatever it gets", () => {
  const { connect, create } = page();
  const { csmService } = connect;
  csmService.updateCsmConfig({
    onMetric() {
      throw new Error("mine");
    },
  });
  create({ disableCSM: false });
  for (const method of Reflect.ownKeys(Object.getPrototypeOf(csmService))) {
    if (method !== "constructor") {
      for (const args of [[], [null, null, null, null], [{}, [{}], 1, null]]) {
        assert.doesNotThrow(() => csmService[method](...args), String(method));
      }
    }
  }
});

test("widgetType is cleared when left out, onMetric is kept", () => {
  const { connect, metrics } = measured();
  connect.ChatSession.setGlobalConfig({ csmConfig: {} });
  assert.equal(connect.csmService.widgetType, undefined);
  connect.csmService.addCountMetric("x", "UI");
  assert.equal(metrics.length, 1);
  connect.ChatSession.setGlobalConfig({ csmConfig: { onMetric: undefined } });
  connect.csmService.addCountMetric("x", "UI");
  assert.equal(metrics.length, 1);
});

test("dimensions can be added to a metric", () => {
  const { csmService } = page().connect;
  const own = { dimensions: [] };
  csmService.setDimensions(own, dimensions(["a", "b"]));
  assert.deepEqual(own.dimensions, dimensions(["a", "b"]));
});

test("measurements of the core: counts, requests, agent counts", () => {
  const counted = [];
  const { core, metrics, global } = measured();
  global.csm = { API: { addCount: (...args) => counted.push(args) } };
  core.host.metric(1, "WebsocketConnectionGained", 1);
  core.host.metric(1, "CreateParticipantConnection", 12, false);
  core.host.metric(0, "AGENT_CREATE_PARTICIPANT_ERROR_RATE", 1);
  const [Latency, Count, Failed] = ["Latency", "Count", "Error"].map((name) => ["Metric", name]);
  assert.deepEqual(metrics, [
    metric("WebsocketConnectionGained", "Count", 1, WIDGET, ["Category", "API"], Count),
    metric("CreateParticipantConnection", "Milliseconds", 12, WIDGET, Latency, ["Category", "API"]),
    metric("CreateParticipantConnection", "Count", 1, WIDGET, ["Category", "API"], Count),
    metric("CreateParticipantConnection", "Count", 0, WIDGET, ["Category", "API"], Failed),
    metric("AGENT_CREATE_PARTICIPANT_ERROR_RATE", "Count", 1),
  ]);
  assert.deepEqual(counted, [["AGENT_CREATE_PARTICIPANT_ERROR_RATE", 1]]);
});
