/** Items from the socket: which event each one becomes, filtering, dispatch, odd frames. */
import { DELIVERED, event, INTERACTIVE, MARKDOWN, PLAIN, READ } from "../page/content-types.mjs";

export const heading = "events and filtering";

/** Items are pushed one after the other; the last one is a plain message that shows all are in. */
async function push(t, contactId, items, label = "main") {
  for (const item of items) await t.service.item(contactId, item);
  await t.service.item(contactId, { Type: "MESSAGE", ContentType: PLAIN, Content: "that was all" });
  const isLast = ({ payload }) => payload.data?.Content === "that was all";
  await t.until(() => t.events(label).some(isLast), "the last item");
}

const pushing = (id, title, items, more = {}) => ({
  id: `incoming/${id}`,
  title,
  ...more,
  async run(t) {
    const { contactId } = await t.open();
    await push(t, contactId, items);
  },
});

const ofType = (name) => ({ Type: "EVENT", ContentType: event(name), Content: "{}" });
const receipts = (list) => ({
  Type: "MESSAGEMETADATA",
  ContentType: DELIVERED,
  MessageMetadata: { MessageId: "m1", Receipts: list },
});
const when = "2026-01-01T00:00:00.000Z";

export const scenarios = [
  pushing("messages", "messages, attachments and templates go to onMessage", [
    { Type: "MESSAGE", ContentType: PLAIN, Content: "plain", ParticipantRole: "AGENT", DisplayName: "Ana" },
    { Type: "MESSAGE", ContentType: MARKDOWN, Content: "*m*", ParticipantRole: "SYSTEM" },
    { Type: "MESSAGE", ContentType: INTERACTIVE, Content: "{\"templateType\":\"Panel\"}" },
    {
      Type: "ATTACHMENT",
      ContentType: "application/pdf",
      Attachments: [{ AttachmentId: "a", AttachmentName: "n.pdf", ContentType: "application/pdf", Status: "APPROVED" }],
    },
    { Type: "CONNECTION_ACK", ContentType: event("connection.acknowledged") },
  ]),
  pushing("participant-events", "joined, left and the like are messages; idle and the like are not", [
    ofType("participant.joined"),
    ofType("participant.left"),
    ofType("participant.active"),
    ofType("participant.inactive"),
    ofType("transfer.succeeded"),
    ofType("transfer.failed"),
    ofType("workflow.cancelled"),
    ofType("participant.idle"),
    ofType("participant.returned"),
    ofType("participant.invited"),
    ofType("participant.autodisconnection"),
    ofType("participant.displayname.updated"),
    ofType("chat.rehydrated"),
    ofType("typing"),
  ]),
  pushing("authentication-events", "the six events of authentication", [
    ofType("authentication.initiated"),
    ofType("authentication.succeeded"),
    ofType("authentication.failed"),
    ofType("authentication.timeout"),
    ofType("authentication.expired"),
    ofType("authentication.cancelled"),
    ofType("authentication.success"),
  ]),
  pushing("odd-content-types", "unknown, missing, in capitals: onMessage", [
    { Type: "MESSAGE", ContentType: "text/html", Content: "<b>" },
    { Type: "MESSAGE", Content: "no content type" },
    { Type: "MESSAGE", ContentType: "TEXT/PLAIN", Content: "capitals" },
    { Type: "EVENT", ContentType: "application/vnd.amazonaws.connect.event.Typing" },
    { Type: "EVENT", ContentType: "" },
    { Type: "EVENT", ContentType: null },
  ]),
  pushing("inherited-name", "a content type that is a name of Object.prototype", [
    { Type: "MESSAGE", ContentType: "constructor", Content: "x" },
  ]),
  pushing("unknown-members", "unknown and nested members arrive untouched", [
    {
      Type: "MESSAGE",
      ContentType: PLAIN,
      Content: "x",
      Nested: { a: [null, { b: 1.5e300 }], c: "" },
      Flag: false,
      Nothing: null,
      Long: 9007199254740991,
    },
  ]),
  pushing("receipts", "what the first receipt decides", [
    receipts([{ ReadTimestamp: when, RecipientParticipantId: "other" }]),
    receipts([{ DeliveredTimestamp: when, RecipientParticipantId: "other" }]),
    receipts([{ DeliveredTimestamp: when, ReadTimestamp: when, RecipientParticipantId: "other" }]),
    { ...receipts([{ DeliveredTimestamp: when, RecipientParticipantId: "other" }]), ContentType: READ },
    receipts([{ DeliveredTimestamp: when }, { ReadTimestamp: when }]),
    { Type: "MESSAGEMETADATA", MessageMetadata: { MessageId: "m", Receipts: [{ ReadTimestamp: when }] } },
    { Type: "EVENT", ContentType: READ, MessageMetadata: { MessageId: "m", Receipts: [{ ReadTimestamp: when }] } },
  ]),
  pushing("dropped-receipts", "receipts without a time, empty or without metadata are dropped", [
    receipts([{ RecipientParticipantId: "other" }]),
    receipts([]),
    { Type: "MESSAGEMETADATA", ContentType: READ },
    { Type: "EVENT", ContentType: DELIVERED, Content: "{}" },
  ]),
  {
    id: "incoming/own-receipt",
    title: "the own receipt is dropped",
    async run(t) {
      const { contactId, details } = await t.open();
      const own = { ReadTimestamp: when, RecipientParticipantId: details.participantId };
      await push(t, contactId, [
        receipts([own]),
        receipts([own, { ReadTimestamp: when, RecipientParticipantId: "other" }]),
        receipts([{ ReadTimestamp: when, RecipientParticipantId: "other" }, own]),
      ]);
    },
  },
  pushing("filter", "items of other contacts are dropped, items of the chain are not", [
    { Type: "MESSAGE", ContentType: PLAIN, Content: "foreign", ContactId: "x", InitialContactId: "y" },
    { Type: "MESSAGE", ContentType: PLAIN, Content: "no ids", ContactId: null, InitialContactId: null },
    { Type: "MESSAGE", ContentType: PLAIN, Content: "chain only", ContactId: "x" },
    { Type: "MESSAGE", ContentType: PLAIN, Content: "contact only", InitialContactId: "y" },
    { Type: "EVENT", ContentType: event("chat.ended"), ContactId: "x", InitialContactId: "y" },
  ]),
  pushing("filter-receipts", "receipts of another chat, and without ids", [
    { ...receipts([{ ReadTimestamp: when }]), ContactId: "x", InitialContactId: "y" },
    { ...receipts([{ ReadTimestamp: when }]), ContactId: null, InitialContactId: null },
  ]),
  pushing("duplicates", "the same item twice is delivered twice", [
    { Id: "same", Type: "MESSAGE", ContentType: PLAIN, Content: "one" },
    { Id: "same", Type: "MESSAGE", ContentType: PLAIN, Content: "one" },
    { Id: "later", Type: "MESSAGE", ContentType: PLAIN, Content: "late", AbsoluteTime: "2020-01-01T00:00:00.000Z" },
  ]),
  {
    id: "incoming/odd-frames",
    title: "frames that are no items leave the session unharmed",
    async run(t) {
      const { contactId } = await t.open();
      const chat = (content) => JSON.stringify({ topic: "aws/chat", content });
      for (const text of [
        chat("not json"),
        chat({ Type: "MESSAGE" }),
        chat(undefined),
        chat("null"),
        chat("5"),
        "5",
        "[]",
        "{}",
        JSON.stringify({ message: "Forbidden", connectionId: "c", requestId: "r" }),
        JSON.stringify({ topic: "aws/unknown", content: "{}" }),
      ]) {
        await t.service.contact(contactId, "frame", { text });
      }
      await push(t, contactId, []);
    },
  },
  {
    id: "incoming/broken-frames",
    title: "frames that are not JSON, null, a subscribe answer without content",
    async run(t) {
      const { contactId } = await t.open();
      for (const text of ["not json", "null", "{\"topic\":\"aws/subscribe\"}", ""]) {
        await t.service.contact(contactId, "frame", { text });
      }
      await push(t, contactId, []);
    },
  },
  {
    id: "incoming/handlers",
    title: "several handlers, the same twice, one that throws, one added in between",
    async run(t) {
      const { session, contactId } = await t.open();
      const twice = () => t.mark("twice");
      const seen = [];
      session.onMessage((...args) => {
        seen.push(args[0]);
        t.mark(`first: ${args.length} arguments, ${args[1]}, ${typeof args[2]}`);
        session.onMessage(() => t.mark("added during dispatch"));
      });
      session.onMessage(twice);
      session.onMessage(twice);
      session.onMessage(() => {
        t.mark("throws");
        throw new Error("a handler's own fault");
      });
      session.onMessage((payload) => t.mark(`last, same payload: ${payload === seen[0]}`));
      await push(t, contactId, []);
    },
  },
  {
    id: "incoming/async-handler",
    title: "a rejected promise of an async handler is the page's own",
    async run(t) {
      const { session, contactId } = await t.open();
      session.onMessage(async () => {
        throw new Error("async fault");
      });
      await push(t, contactId, []);
      await t.until(() => t.trace.errors.length > 0, "the unhandled rejection");
    },
  },
  {
    id: "incoming/reentrant",
    title: "a handler that sends a message",
    async run(t) {
      const { session, contactId } = await t.open();
      let answered = false;
      session.onMessage(() => {
        if (answered) return;
        answered = true;
        void t.call("answer", () => session.sendMessage({ message: "answer", contentType: PLAIN }));
      });
      await t.service.agent(contactId, "message", { content: "question" });
      await t.event("main", "INCOMING_MESSAGE", 2);
      await t.until(() => t.trace.calls.answer.outcome === "resolved", "the answer");
    },
  },
  {
    id: "incoming/chat-details",
    title: "chatDetails is a fresh snapshot in each event, data the item itself",
    async run(t) {
      const { session, contactId } = await t.open();
      const details = [];
      session.onMessage((payload) => details.push(payload.chatDetails));
      await push(t, contactId, [{ Type: "MESSAGE", ContentType: PLAIN, Content: "one" }]);
      t.value("fresh", details[0] === details[1]);
      t.value("details", details[0]);
      t.value("keys", Object.keys(details[0]));
    },
  },
  {
    id: "incoming/agent-desk",
    title: "join, typing, message, attachment, transfer, leave of a real agent",
    async run(t) {
      const { contactId } = await t.open();
      await t.service.agent(contactId, "join");
      await t.service.agent(contactId, "typing");
      await t.service.agent(contactId, "message", { content: "hello", displayName: "Ana" });
      await t.service.agent(contactId, "attachment", { name: "a.txt", contentType: "text/plain", text: "a" });
      await t.service.agent(contactId, "transfer");
      await t.service.agent(contactId, "leave");
      await push(t, contactId, []);
    },
  },
  {
    id: "incoming/missed-without-handler",
    title: "what arrives before a handler is registered is not replayed",
    async run(t) {
      const { contactId, details } = await t.open("first");
      await t.service.agent(contactId, "message", { content: "early" });
      await t.event("first", "INCOMING_MESSAGE");
      const session = t.customer(details);
      await t.call("connect second", () => session.connect());
      t.listen("second", session);
      await push(t, contactId, [], "second");
    },
  },
];
