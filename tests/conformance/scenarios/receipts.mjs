/** Outgoing receipts: two throttles, priorities, settling, switches. */
import { DELIVERED, PLAIN, READ } from "../page/content-types.mjs";

export const heading = "receipts";

/** Longer than both throttles together (300 ms and the 700 ms that the kit configures). */
const ALL_SENT_MS = 1_300;

const receipt = (t, session, name, contentType, messageId, more = {}) =>
  t.call(name, () =>
    session.sendEvent({ contentType, content: JSON.stringify({ messageId, ...more }), metadata: name }),
  );

const sequence = (id, title, steps, more = {}) => ({
  id: `receipts/${id}`,
  title,
  ...more,
  async run(t) {
    const { session } = await t.open();
    for (const [type, messageId, options] of steps) {
      const contentType = type === "read" ? READ : DELIVERED;
      void receipt(t, session, `${type} ${messageId}${options ? " unthrottled" : ""}`, contentType, messageId, options);
    }
    await t.pause(ALL_SENT_MS);
  },
});

export const scenarios = [
  sequence("delivered", "one delivered receipt", [["delivered", "m1"]]),
  sequence("read", "one read receipt", [["read", "m1"]]),
  sequence("delivered-three", "three delivered at once: only the last is sent, all resolve", [
    ["delivered", "m1"],
    ["delivered", "m2"],
    ["delivered", "m3"],
  ]),
  sequence("read-three", "three read at once: only the last is sent, all resolve", [
    ["read", "m1"],
    ["read", "m2"],
    ["read", "m3"],
  ]),
  sequence("read-supersedes-delivered", "delivered, then read of the same message", [
    ["delivered", "m1"],
    ["read", "m1"],
  ]),
  sequence("unthrottled-delivered", "delivered with disableThrottle", [
    ["delivered", "m1", { disableThrottle: true }],
  ]),
  sequence("unthrottled-read", "read with disableThrottle", [["read", "m1", { disableThrottle: true }]]),
  sequence("unthrottled-two", "two delivered with disableThrottle within 300 ms", [
    ["delivered", "m1", { disableThrottle: true }],
    ["delivered", "m2", { disableThrottle: true }],
  ]),
  {
    id: "receipts/mixed",
    title: "read 1, delivered 2, read 2, delivered 3: delivered 3 and read 2 are sent",
    unordered: true,
    async run(t) {
      const { session } = await t.open();
      void receipt(t, session, "read 1", READ, "m1");
      await t.pause(60);
      void receipt(t, session, "delivered 2", DELIVERED, "m2");
      await t.pause(60);
      void receipt(t, session, "read 2", READ, "m2");
      await t.pause(60);
      void receipt(t, session, "delivered 3", DELIVERED, "m3");
      await t.pause(ALL_SENT_MS);
    },
  },
  {
    id: "receipts/again",
    title: "a second receipt for the same message: Event already fired",
    async run(t) {
      const { session } = await t.open();
      await receipt(t, session, "read", READ, "m1");
      await receipt(t, session, "read again", READ, "m1");
      await receipt(t, session, "delivered after read", DELIVERED, "m1");
      await receipt(t, session, "delivered", DELIVERED, "m2");
      await receipt(t, session, "delivered again", DELIVERED, "m2");
      await receipt(t, session, "read after delivered", READ, "m2");
    },
  },
  {
    id: "receipts/same-waiter-twice",
    title: "the same receipt twice before it is sent",
    async run(t) {
      const { session } = await t.open();
      void receipt(t, session, "first", DELIVERED, "m1");
      void receipt(t, session, "second", DELIVERED, "m1");
      await t.pause(ALL_SENT_MS);
    },
  },
  {
    id: "receipts/result-object",
    title: "collapsed receipts: one result or several",
    async run(t) {
      const { session } = await t.open();
      const [first, second] = await Promise.all([
        receipt(t, session, "read 1", READ, "m1"),
        receipt(t, session, "read 2", READ, "m2"),
      ]);
      t.value("same object", first.value === second.value);
    },
  },
  {
    id: "receipts/content-object",
    title: "content as an object, with further members",
    async run(t) {
      const { session, contactId } = await t.open();
      // The service wants text here; that is not what this scenario is about.
      const body = JSON.stringify({ Id: "i", AbsoluteTime: "then" });
      await t.service.fault(contactId, "event", { status: 200, body });
      await t.call("read", () =>
        session.sendEvent({ contentType: READ, content: { messageId: "m1", disableThrottle: true, note: 1 } }),
      );
      await t.call("delivered", () =>
        session.sendEvent({
          contentType: DELIVERED,
          content: JSON.stringify({ messageId: "m2", disableThrottle: true, note: 1 }),
          clientToken: "ignored",
        }),
      );
    },
  },
  {
    id: "receipts/no-message-id",
    title: "no message id: rejected; no content: throws",
    async run(t) {
      const { session } = await t.open();
      await t.call("empty object", () => session.sendEvent({ contentType: READ, content: "{}", metadata: 1 }));
      await t.call("empty id", () => session.sendEvent({ contentType: READ, content: "{\"messageId\":\"\"}" }));
      await t.call("no content", () => session.sendEvent({ contentType: DELIVERED }));
      await t.call("null", () => session.sendEvent({ contentType: READ, content: "null" }));
      await t.call("not JSON", () => session.sendEvent({ contentType: READ, content: "m1" }));
    },
  },
  {
    id: "receipts/switched-off",
    title: "receipts switched off: rejected with a warning",
    async run(t) {
      t.configure({ features: { messageReceipts: { shouldSendMessageReceipts: false } } });
      const { session } = await t.open();
      await receipt(t, session, "read", READ, "m1");
      await receipt(t, session, "delivered", DELIVERED, "m2");
      await t.call("other events still go", () =>
        session.sendEvent({ contentType: "application/vnd.amazonaws.connect.event.typing" }),
      );
    },
  },
  {
    id: "receipts/switched-on-again",
    title: "the switch can be turned for a living session",
    async run(t) {
      const { session } = await t.open();
      t.configure({ features: { messageReceipts: { shouldSendMessageReceipts: false } } });
      await receipt(t, session, "off", READ, "m1");
      window.connect.ChatSession.setFeatureFlag("MESSAGE_RECEIPTS_ENABLED");
      await receipt(t, session, "on by flag", READ, "m2", { disableThrottle: true });
      t.configure({ features: { messageReceipts: { shouldSendMessageReceipts: false } } });
      t.configure({ features: { messageReceipts: { shouldSendMessageReceipts: true } } });
      await receipt(t, session, "on by configuration", READ, "m3", { disableThrottle: true });
    },
  },
  {
    id: "receipts/kept-by-later-configuration",
    title: "setGlobalConfig without features after receipts were switched off",
    async run(t) {
      t.configure({ features: { messageReceipts: { shouldSendMessageReceipts: false } } });
      const { session } = await t.open();
      t.configure({ features: undefined });
      await receipt(t, session, "read", READ, "m1", { disableThrottle: true });
    },
  },
  {
    id: "receipts/default-throttle",
    title: "without throttleTime a read receipt waits 5 s, a delivered one 5.3 s",
    clock: true,
    async run(t) {
      t.configure({ features: { messageReceipts: { shouldSendMessageReceipts: true, throttleTime: 0 } } });
      const { session } = await t.open();
      void receipt(t, session, "read", READ, "m1");
      await t.forward(4_800);
      t.value("read before 5 s", t.trace.calls.read.outcome);
      await t.forward(400);
      await t.until(() => t.trace.calls.read.outcome === "resolved", "the read receipt");
      void receipt(t, session, "delivered", DELIVERED, "m2");
      await t.forward(5_100);
      t.value("delivered before 5.3 s", t.trace.calls.delivered.outcome);
      await t.forward(400);
      await t.until(() => t.trace.calls.delivered.outcome === "resolved", "the delivered receipt");
    },
  },
  {
    id: "receipts/refused",
    title: "the service refuses a receipt; then the same again",
    async run(t) {
      const { session, contactId } = await t.open();
      await t.service.fault(contactId, "event", { status: 400, errorType: "ValidationException", message: "no" });
      await receipt(t, session, "refused", READ, "m1", { disableThrottle: true });
      await receipt(t, session, "again", READ, "m1", { disableThrottle: true });
    },
  },
  {
    id: "receipts/pending-at-the-end",
    title: "receipts that wait when the chat ends",
    async run(t) {
      const { session, contactId } = await t.open();
      void receipt(t, session, "delivered", DELIVERED, "m1");
      void receipt(t, session, "read", READ, "m2");
      await t.service.agent(contactId, "end");
      await t.event("main", "CHAT_ENDED");
      await t.pause(ALL_SENT_MS);
    },
  },
  {
    id: "receipts/known-from-transcript",
    title: "own receipts in a transcript are not sent again",
    async run(t) {
      const { session, contactId, details } = await t.open();
      const by = (RecipientParticipantId) => (MessageId, first) => ({
        Type: "MESSAGEMETADATA",
        MessageMetadata: { MessageId, Receipts: [{ ...first, RecipientParticipantId }] },
      });
      const own = by(details.participantId);
      const when = "2026-01-01T00:00:00.000Z";
      const Transcript = [
        own("m1", { ReadTimestamp: when }),
        own("m2", { DeliveredTimestamp: when }),
        { Type: "MESSAGE", Id: "m3", MessageMetadata: { MessageId: "m3", Receipts: [{ ReadTimestamp: when }] } },
      ];
      await t.service.fault(contactId, "transcript", { status: 200, body: JSON.stringify({ Transcript }) });
      await t.call("transcript", () => session.getTranscript({}));
      await receipt(t, session, "read m1", READ, "m1");
      await receipt(t, session, "delivered m1", DELIVERED, "m1");
      await receipt(t, session, "delivered m2", DELIVERED, "m2");
      await receipt(t, session, "read m2", READ, "m2", { disableThrottle: true });
      await receipt(t, session, "read m3", READ, "m3", { disableThrottle: true });
    },
  },
  {
    id: "receipts/of-others-in-transcript",
    title: "somebody else's receipt in a transcript, then the own one for that message",
    async run(t) {
      const { session, contactId } = await t.open();
      const Receipts = [{ ReadTimestamp: "2026-01-01T00:00:00.000Z", RecipientParticipantId: "somebody" }];
      const Transcript = [{ Type: "MESSAGEMETADATA", MessageMetadata: { MessageId: "m1", Receipts } }];
      await t.service.fault(contactId, "transcript", { status: 200, body: JSON.stringify({ Transcript }) });
      await t.call("transcript", () => session.getTranscript({}));
      await receipt(t, session, "read", READ, "m1", { disableThrottle: true });
    },
  },
  {
    id: "receipts/real-message",
    title: "delivered, then read, of a message of the agent",
    async run(t) {
      const { session, contactId, details } = await t.open();
      await t.service.agent(contactId, "message", { content: "read me" });
      await t.event("main", "INCOMING_MESSAGE");
      const { Id } = t.events()[t.events().length - 1].payload.data;
      await receipt(t, session, "delivered", DELIVERED, Id);
      await receipt(t, session, "read", READ, Id);
      t.value("participant", details.participantId === session.getChatDetails().participantId);
    },
  },
  {
    id: "receipts/own-message",
    title: "the agent's receipts of the customer's message",
    async run(t) {
      const { session, contactId } = await t.open();
      const { value } = await t.call("send", () => session.sendMessage({ message: "x", contentType: PLAIN }));
      const messageId = value.data.Id;
      await t.service.agent(contactId, "receipt", { messageId, type: "delivered" });
      await t.event("main", "INCOMING_DELIVERED_RECEIPT");
      await t.service.agent(contactId, "receipt", { messageId, type: "read" });
      await t.event("main", "INCOMING_READ_RECEIPT");
    },
  },
];
