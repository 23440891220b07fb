// Sockets that close, and ways back that are refused: the page is connected again in time.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AT_ONCE_MS } from "./lib/bounds.mjs";
import { chatSuite } from "./lib/chat-suite.mjs";
import * as faults from "./lib/faults.mjs";
import { FAILED, survivesAll, timeUntilHeard } from "./lib/recovery.mjs";

const suite = chatSuite();

describe("a page survives", { concurrency: true }, () => {
  survivesAll(suite, faults.closed);
  survivesAll(suite, faults.refused);
  survivesAll(suite, faults.details);

  it("a service that says how long to wait, and waits", async (test) => {
    const own = suite.during(test);
    own.expectComplaint(FAILED);
    const chat = await own.connected();
    // Longer than any delay of the first tries. A call makes three attempts.
    const asked = { status: 429, headers: { "retry-after": 6 }, times: 1 };
    await chat.control("faults", { operation: "connection", ...asked });
    await chat.controlContact("drop");
    assert.notEqual(await timeUntilHeard(chat, 6_000 + AT_ONCE_MS), null);
    const requests = await chat.requests("/participant/connection");
    assert.deepEqual(requests.map(({ status }) => status), [200, 429, 200]);
    const [, throttled, answered] = requests.map(({ time }) => Date.parse(time));
    assert.ok(answered - throttled >= 6_000, `asked again after ${answered - throttled} ms`);
  });

  it("a refusal of the way back as the end that it is", async (test) => {
    const own = suite.during(test);
    own.expectComplaint(FAILED);
    const chat = await own.connected();
    await chat.control("faults", { operation: "connection", errorType: "AccessDeniedException" });
    await chat.controlContact("drop");
    await chat.event("onEnded");
    assert.deepEqual(await chat.story(), ["ESTABLISHED", "ESTABLISHED", "LOST"]);
  });
});
