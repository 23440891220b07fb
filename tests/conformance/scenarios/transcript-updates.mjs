/** onTranscriptUpdated: what the library's own transcript holds after each change. */
import { DELIVERED, event, PLAIN, READ } from "../page/content-types.mjs";

export const heading = "transcript updates";

/** `serializedContent` is JSON text; what matters is that it is the raw item. Items are live objects: the caller copies. */
function readable(payload) {
  return {
    ...payload.data,
    transcript: payload.data.transcript.map((item) =>
      item.serializedContent === undefined
        ? { ...item }
        : { ...item, serializedContent: JSON.parse(item.serializedContent) },
    ),
  };
}

/** A session that tracks its transcript; the automatic fetch after the socket's gain is over. */
async function tracked(t) {
  const details = await t.contact();
  const session = t.customer(details);
  const updates = [];
  session.onTranscriptUpdated((payload) => updates.push(structuredClone(readable(payload))));
  t.listen("main", session);
  await t.call("connect", () => session.connect());
  await t.event("main", "DEEP_HEARTBEAT_SUCCESS");
  await t.until(() => updates.length === 1, "the automatic fetch");
  return { session, contactId: details.contactId, details, updates };
}

const at = (second) => `2026-01-01T00:00:0${second}.000Z`;
const message = (n) => ({ Id: `m${n}`, Type: "MESSAGE", ContentType: PLAIN, Content: `${n}`, AbsoluteTime: at(n) });

export const scenarios = [
  {
    id: "updates/first-fetch",
    title: "registering switches tracking on: an automatic fetch at the socket's gain",
    async run(t) {
      const { updates } = await tracked(t);
      t.value("updates", updates);
    },
  },
  {
    id: "updates/send-echo-first",
    title: "the echo of a sent message comes before the answer",
    async run(t) {
      const { session, contactId, updates } = await tracked(t);
      const body = JSON.stringify({ Id: "made-up", AbsoluteTime: at(5) });
      await t.service.fault(contactId, "message", { status: 200, body, delayMs: 600 });
      const sending = t.call("send", () => session.sendMessage({ message: "mine", contentType: PLAIN }));
      await t.until(() => updates.length === 2, "SENDING");
      await t.service.item(contactId, { ...message(5), Id: "made-up", ParticipantRole: "CUSTOMER" });
      await t.until(() => updates.length === 3, "the echo");
      await sending;
      await t.until(() => updates.length === 4, "SENT");
      const line = ({ Content, MessageMetadata }) => `${Content} ${MessageMetadata?.Status ?? "-"}`;
      t.value("steps", updates.map(({ transcript }) => transcript.map(line).join(", ")));
      t.value("last", updates.at(-1));
    },
  },
  {
    id: "updates/send-answer-first",
    title: "the answer comes before the echo",
    async run(t) {
      const { session, contactId, updates } = await tracked(t);
      const body = JSON.stringify({ Id: "made-up", AbsoluteTime: at(5) });
      await t.service.fault(contactId, "message", { status: 200, body });
      await t.call("send", () => session.sendMessage({ message: "mine", contentType: PLAIN }));
      await t.until(() => updates.length === 3, "SENDING and SENT");
      await t.service.item(contactId, { ...message(5), Id: "made-up", ParticipantRole: "CUSTOMER" });
      await t.until(() => updates.length === 4, "the echo");
      t.value("updates", updates);
    },
  },
  {
    id: "updates/send-failed",
    title: "a refused message: FAILED",
    async run(t) {
      const { session, contactId, updates } = await tracked(t);
      await t.service.fault(contactId, "message", { status: 400, errorType: "ValidationException", message: "no" });
      await t.call("send", () => session.sendMessage({ message: "mine", contentType: PLAIN }));
      await t.until(() => updates.length === 3, "SENDING and FAILED");
      t.value("updates", updates);
    },
  },
  {
    id: "updates/incoming",
    title: "incoming items, typing among them",
    async run(t) {
      const { contactId, updates } = await tracked(t);
      await t.service.item(contactId, message(1));
      await t.service.item(contactId, { ...message(2), Type: "EVENT", ContentType: event("participant.joined") });
      await t.service.item(contactId, { Id: "t1", Type: "EVENT", ContentType: event("typing"), AbsoluteTime: at(3) });
      await t.service.item(contactId, { ...message(4), Id: null });
      await t.until(() => updates.length === 5, "four updates");
      t.value("updates", updates);
    },
  },
  {
    id: "updates/replaced",
    title: "an item with a known Id replaces the old one; an older one goes to the front",
    async run(t) {
      const { contactId, updates } = await tracked(t);
      const attachment = (Status) => ({
        ...message(3),
        Type: "ATTACHMENT",
        Attachments: [{ AttachmentId: "a", AttachmentName: "n", ContentType: "text/csv", Status }],
      });
      await t.service.item(contactId, attachment("IN_PROGRESS"));
      await t.service.item(contactId, message(4));
      await t.service.item(contactId, attachment("APPROVED"));
      await t.service.item(contactId, message(1));
      await t.until(() => updates.length === 5, "four updates");
      t.value("last", updates.at(-1));
    },
  },
  {
    id: "updates/receipts",
    title: "receipts change the status of the message they are about",
    async run(t) {
      const { contactId, updates } = await tracked(t);
      const receipt = (ContentType, first) => ({
        Type: "MESSAGEMETADATA",
        ContentType,
        MessageMetadata: { MessageId: "m1", Receipts: [{ ...first, RecipientParticipantId: "other" }] },
      });
      await t.service.item(contactId, message(1));
      await t.service.item(contactId, receipt(DELIVERED, { DeliveredTimestamp: at(2) }));
      await t.service.item(contactId, receipt(READ, { ReadTimestamp: at(3) }));
      await t.until(() => updates.length === 4, "three updates");
      t.value("updates", updates.slice(1));
    },
  },
  {
    id: "updates/get-transcript",
    title: "getTranscript feeds it, with the token of the previous page",
    async run(t) {
      const { session, contactId, updates } = await tracked(t);
      const page = (items, NextToken) =>
        t.service.fault(contactId, "transcript", {
          status: 200,
          body: JSON.stringify({ Transcript: items, NextToken, InitialContactId: contactId }),
        });
      await page([7, 8, 9].map(message), "page-2");
      await t.call("latest", () => session.getTranscript({ maxResults: 3 }));
      await page([4, 5, 6].reverse().map(message), "page-3");
      await t.call("previous", () => session.getTranscript({ sortOrder: "DESCENDING", nextToken: "page-2" }));
      await page([message(9)], undefined);
      await t.call("forward", () => session.getTranscript({ scanDirection: "FORWARD" }));
      await t.until(() => updates.length === 4, "three updates");
      t.value("updates", updates.slice(1));
    },
  },
  {
    id: "updates/backwards-ascending",
    title: "a previous page in ascending order",
    async run(t) {
      const { session, contactId, updates } = await tracked(t);
      const page = (items) =>
        t.service.fault(contactId, "transcript", { status: 200, body: JSON.stringify({ Transcript: items }) });
      await page([7, 8, 9].map(message));
      await t.call("latest", () => session.getTranscript({}));
      await page([4, 5, 6].map(message));
      await t.call("previous", () => session.getTranscript({}));
      await t.until(() => updates.length === 3, "two updates");
      t.value("order", updates.at(-1).transcript.map(({ Content }) => Content).join(" "));
    },
  },
  {
    id: "updates/receipt-items",
    title: "receipt items in a fetched transcript",
    async run(t) {
      const { session, contactId, updates } = await tracked(t);
      const Transcript = [
        message(1),
        {
          Id: "r1",
          Type: "MESSAGEMETADATA",
          AbsoluteTime: at(2),
          MessageMetadata: { MessageId: "m1", Receipts: [{ ReadTimestamp: at(2), RecipientParticipantId: "p" }] },
        },
      ];
      await t.service.fault(contactId, "transcript", { status: 200, body: JSON.stringify({ Transcript }) });
      await t.call("transcript", () => session.getTranscript({}));
      await t.until(() => updates.length === 2, "the update");
      t.value("update", updates.at(-1));
    },
  },
  {
    id: "updates/streamed",
    title: "a streamed message in the transcript",
    async run(t) {
      const { contactId, updates } = await tracked(t);
      const chunk = (ChunkNumber, MessageCompleted, Content) => ({
        ...message(1),
        Content,
        ParticipantRole: "SYSTEM",
        MessageMetadata: { MessageId: "m1", ChunkNumber, MessageCompleted },
      });
      await t.service.item(contactId, chunk(1, false, "one "));
      await t.service.item(contactId, chunk(2, false, "two"));
      await t.service.item(contactId, chunk(3, true, "one two"));
      await t.until(() => updates.length === 4, "three updates");
      t.value("contents", updates.slice(1).map(({ transcript }) => transcript.map(({ Content }) => Content)));
      t.value("last", updates.at(-1));
    },
  },
  {
    id: "updates/fetch-fails",
    title: "the automatic fetch fails: a warning, nothing else",
    async run(t) {
      const details = await t.contact();
      await t.service.fault(details.contactId, "transcript", { status: 400, errorType: "ValidationException" });
      const session = t.customer(details);
      t.listen("main", session, { transcript: true });
      await t.call("connect", () => session.connect());
      await t.event("main", "DEEP_HEARTBEAT_SUCCESS");
      const warned = () => t.trace.logs.some(({ args }) => String(args[0]).includes("Failed to auto-fetch"));
      await t.until(warned, "the warning");
    },
  },
  {
    id: "updates/ended",
    title: "the end of a tracked chat: order of events",
    async run(t) {
      const { session, contactId } = await tracked(t);
      session.onMessage(() => t.mark("onMessage"));
      session.onTranscriptUpdated(() => t.mark("onTranscriptUpdated"));
      session.onEnded(() => t.mark("onEnded"));
      await t.service.item(contactId, { Type: "EVENT", ContentType: event("chat.ended"), Content: null });
      await t.event("main", "CHAT_ENDED");
    },
  },
];
