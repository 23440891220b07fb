import assert from "node:assert/strict";
import { test } from "node:test";
import { page, rejection } from "./stub-client.mjs";

/** A page where Streams was loaded before. */
function withStreams(publishMetric) {
  return page({ connect: { version: "2.20", publishMetric } });
}

test("a created session is told to Streams", () => {
  const published = [];
  const { create } = withStreams((metric) => published.push(metric));
  create();
  assert.deepEqual(published, [
    {
      name: "ChatJSEventMetric",
      data: { count: 1 },
      dimensions: {
        category: "StreamsJS-2.20-ChatJSConnectSessionSuccess",
        streamsJSVersion: "2.20",
        chatJSVersion: "5.0.0",
      },
      customCCPName: "ChatJS",
    },
  ]);
});

test("so are a session that could not be created and a connection that failed", async () => {
  const published = [];
  const { create, settle } = withStreams((metric) => published.push(metric));
  create({ chatDetails: {} });
  const connected = create().connect();
  settle(false, { kind: 4, cause: new Error("no") });
  await rejection(connected);
  const failure = (category) => ({
    name: "ChatJSSuccessMetric",
    data: { count: 0 },
    dimensions: { category, errorType: "InternalServerError", streamsJSVersion: "2.20", chatJSVersion: undefined },
    customCCPName: "ChatJS",
  });
  assert.deepEqual(
    [published[0], published[2]],
    [failure("StreamsJS-2.20-ChatJSCreateSessionError"), failure("StreamsJS-2.20-ChatJSConnectSessionError")],
  );
});

test("Streams that is not initialised throws, and breaks nothing", () => {
  const { create, listen } = withStreams(() => {
    throw new Error("There is no upstream conduit!");
  });
  const logger = listen();
  assert.ok(create().controller);
  assert.match(logger.lines[0][1], /^WARN \["publishMetric failed",/);
  assert.equal(create({ chatDetails: {} }).controller, undefined);
});

test("without Streams the metric is only logged", () => {
  const { create, listen } = page();
  const logger = listen();
  create();
  assert.match(
    logger.lines[0][1],
    /^INFO \["publishEventMetric - The Event Metric is",.*StreamsJS-undefined-ChatJSConnectSessionSuccess/,
  );
});
