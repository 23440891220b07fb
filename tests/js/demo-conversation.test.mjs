// The demo page's picture of a conversation, and how it shortens secrets: the parts of it that need no browser.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Conversation } from "../../www/demo/conversation.js";
import { redact } from "../../www/demo/format.js";

const TIMES = ["2026-01-01T10:00:00.000Z", "2026-01-01T10:00:01.000Z", "2026-01-01T10:00:02.000Z"];

function item(id, { from = "AGENT", time = TIMES[0], content = id } = {}) {
  return {
    Id: id,
    Type: "MESSAGE",
    ContentType: "text/plain",
    Content: content,
    AbsoluteTime: time,
    ParticipantRole: from,
  };
}

function receipt(id, member) {
  return {
    Type: "MESSAGEMETADATA",
    Id: `receipt-${id}-${member}`,
    MessageMetadata: { MessageId: id, Receipts: [{ [member]: TIMES[2] }] },
  };
}

function conversation() {
  const changes = [];
  const model = new Conversation({
    isOwn: ({ ParticipantRole: role }) => role === "CUSTOMER",
    onChange: (_entries, changed) => changes.push(changed),
  });
  const contents = () => model.entries.map((entry) => entry.item.Content);
  const progress = () => model.entries.map((entry) => entry.progress);
  return { model, changes, contents, progress };
}

const hello = { content: "Hello", contentType: "text/plain", clientToken: "one" };

describe("conversation of the demo", () => {
  it("keeps one entry for a message, whether its echo comes before the answer or after", () => {
    for (const echoFirst of [true, false]) {
      const { model, contents, progress } = conversation();
      const entry = model.begin(hello);
      const echo = item("m1", { from: "CUSTOMER", content: "Hello" });
      if (echoFirst) model.apply([echo]);
      model.sent(entry, { id: "m1", time: TIMES[0] });
      if (!echoFirst) model.apply([echo]);
      assert.deepEqual(contents(), ["Hello"]);
      assert.deepEqual(progress(), ["sent"]);
    }
  });

  it("keeps two messages of one text apart while both are on their way", () => {
    const { model, contents } = conversation();
    const [first, second] = [model.begin(hello), model.begin({ ...hello, clientToken: "two" })];
    model.apply([
      item("m1", { from: "CUSTOMER", content: "Hello" }),
      item("m2", { from: "CUSTOMER", content: "Hello", time: TIMES[1] }),
    ]);
    model.sent(second, { id: "m2", time: TIMES[1] });
    model.sent(first, { id: "m1", time: TIMES[0] });
    assert.deepEqual(contents(), ["Hello", "Hello"]);
    assert.deepEqual(
      model.entries.map(({ id }) => id),
      ["m1", "m2"],
    );
  });

  it("joins a message whose answer was lost with what the transcript has of it", () => {
    const { model, contents, progress } = conversation();
    const entry = model.begin(hello);
    model.failed(entry, "no answer");
    model.apply([item("m1", { from: "CUSTOMER", content: "Hello" })]);
    assert.deepEqual(progress(), ["sent", "failed"]);
    model.retry(entry);
    model.sent(entry, { id: "m1", time: TIMES[0] });
    assert.deepEqual(contents(), ["Hello"]);
  });

  it("orders by the service's time, unconfirmed messages last", () => {
    const { model, contents } = conversation();
    model.begin({ ...hello, content: "last" });
    model.apply([
      item("third", { time: TIMES[2] }),
      item("first", { time: TIMES[0] }),
      item("second", { time: TIMES[1] }),
    ]);
    assert.deepEqual(contents(), ["first", "second", "third", "last"]);
  });

  it("takes an item again without doubling it, with its newest content", () => {
    const { model, contents } = conversation();
    model.apply([item("m1", { content: "grow" })]);
    model.apply([item("m1", { content: "growing" }), item("m1", { content: "growing" })]);
    assert.deepEqual(contents(), ["growing"]);
  });

  it("lets a receipt speak for earlier own messages, never backwards", () => {
    const { model, progress } = conversation();
    model.apply([
      item("m1", { from: "CUSTOMER" }),
      item("m2", { from: "CUSTOMER", time: TIMES[1] }),
      item("m3", { from: "CUSTOMER", time: TIMES[2] }),
    ]);
    model.apply([receipt("m2", "ReadTimestamp")]);
    assert.deepEqual(progress(), ["read", "read", "sent"]);
    model.apply([receipt("m3", "DeliveredTimestamp"), receipt("m2", "DeliveredTimestamp")]);
    assert.deepEqual(progress(), ["read", "read", "delivered"]);
  });

  it("remembers a receipt that comes before its message", () => {
    const { model, progress } = conversation();
    model.apply([receipt("m1", "DeliveredTimestamp")]);
    model.apply([item("m1", { from: "CUSTOMER" })]);
    assert.deepEqual(progress(), ["delivered"]);
  });

  it("does not take this side's receipt for the other's message as news about its own", () => {
    const { model, progress } = conversation();
    model.apply([
      item("mine", { from: "CUSTOMER" }),
      receipt("theirs", "ReadTimestamp"),
      item("theirs", { time: TIMES[1] }),
    ]);
    assert.deepEqual(progress(), ["sent", undefined]);
  });

  it("reports nothing when nothing changed", () => {
    const { model, changes } = conversation();
    model.apply([
      { Id: "t", Type: "EVENT", ContentType: "application/vnd.amazonaws.connect.event.typing" },
      receipt("unknown", "ReadTimestamp"),
    ]);
    assert.deepEqual(changes, []);
  });
});

describe("what the event log shows", () => {
  it("shortens tokens and connection URLs at any depth, and nothing else", () => {
    const shown = redact({
      chatDetails: {
        participantToken: "A".repeat(40),
        connectionDetails: { url: "ws://127.0.0.1:8080/ws/SECRET?x=1", connectionToken: "B".repeat(40) },
      },
      list: [{ ParticipantToken: "C".repeat(40) }],
      data: { Content: "A link: https://example.com/a/b", Id: "an id" },
      missing: null,
    });
    assert.deepEqual(shown, {
      chatDetails: {
        participantToken: "AAAAAA… (40 characters)",
        connectionDetails: { url: "ws://127.0.0.1:8080/ws/…", connectionToken: "BBBBBB… (40 characters)" },
      },
      list: [{ ParticipantToken: "CCCCCC… (40 characters)" }],
      data: { Content: "A link: https://example.com/a/b", Id: "an id" },
      missing: null,
    });
  });

  it("says what errors and files are", () => {
    assert.deepEqual(
      redact({ problem: new TypeError("no"), file: new File(["abc"], "a.txt", { type: "text/plain" }) }),
      {
        problem: "TypeError: no",
        file: "a.txt (text/plain, 3 B)",
      },
    );
  });
});
