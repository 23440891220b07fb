/** Bot messages that arrive in chunks, in and out of order. */
import { PLAIN } from "../page/content-types.mjs";

export const heading = "streaming bot messages";

const chunk = (Id, ChunkNumber, MessageCompleted, Content, more = {}) => ({
  Id,
  Type: "MESSAGE",
  ContentType: PLAIN,
  ParticipantRole: "SYSTEM",
  Content,
  MessageMetadata: { MessageId: Id, ChunkNumber, MessageCompleted },
  ...more,
});

const streaming = (id, title, items) => ({
  id: `streaming/${id}`,
  title,
  async run(t) {
    const { contactId } = await t.open();
    for (const item of items) await t.service.item(contactId, item);
    await t.service.item(contactId, { Type: "MESSAGE", ContentType: PLAIN, Content: "that was all" });
    const isLast = ({ payload }) => payload.data?.Content === "that was all";
    await t.until(() => t.events().some(isLast), "the last item");
    const contents = t.events().map(({ payload }) => payload.data?.Content);
    t.value("contents", contents.filter((content) => content !== undefined));
  },
});

export const scenarios = [
  streaming("in-order", "three chunks and the completed text", [
    chunk("b", 1, false, "Hel"),
    chunk("b", 2, false, "lo, "),
    chunk("b", 3, false, "world"),
    chunk("b", 4, true, "Hello, world"),
  ]),
  streaming("out-of-order", "a gap: the late chunk does not fit any more", [
    chunk("b", 1, false, "one "),
    chunk("b", 3, false, "three "),
    chunk("b", 2, false, "two "),
    chunk("b", 3, false, "three again "),
    chunk("b", 5, true, "one two three"),
  ]),
  streaming("without-first", "chunk 2 without chunk 1 stays unseen until completion", [
    chunk("b", 2, false, "two"),
    chunk("b", 3, false, "three"),
    chunk("b", 4, true, "one two three"),
  ]),
  streaming("repeated-chunk", "a chunk that comes twice", [
    chunk("b", 1, false, "one "),
    chunk("b", 1, false, "one "),
    chunk("b", 2, false, "two"),
    chunk("b", 2, false, "two"),
  ]),
  streaming("completed-twice", "completion that comes twice", [
    chunk("b", 1, true, "all at once"),
    chunk("b", 1, true, "all at once"),
    chunk("b", 2, true, "all at once, again"),
  ]),
  streaming("late-chunk", "a chunk after completion", [
    chunk("b", 1, false, "one "),
    chunk("b", 2, true, "one two"),
    chunk("b", 3, false, " three"),
  ]),
  streaming("late-chunk-unfit", "a late chunk that does not fit is dropped", [
    chunk("b", 1, false, "one "),
    chunk("b", 3, true, "one two"),
    chunk("b", 2, false, "two"),
  ]),
  streaming("no-content", "chunks without Content", [
    chunk("b", 1, false, undefined),
    chunk("b", 2, false, "two"),
  ]),
  streaming("interleaved", "two messages at once", [
    chunk("a", 1, false, "a1 "),
    chunk("b", 1, false, "b1 "),
    chunk("a", 2, false, "a2"),
    chunk("b", 2, false, "b2"),
    chunk("a", 3, true, "a1 a2"),
    chunk("b", 3, true, "b1 b2"),
  ]),
  streaming("other-roles", "only messages of the system are stitched", [
    chunk("a", 1, false, "agent", { ParticipantRole: "AGENT" }),
    chunk("a", 5, false, "agent", { ParticipantRole: "AGENT" }),
    chunk("c", 3, false, "custom bot", { ParticipantRole: "CUSTOM_BOT" }),
    chunk("e", 3, false, "event", { Type: "EVENT" }),
    chunk("n", 3, null, "null"),
    chunk("u", 3, undefined, "no member"),
  ]),
  streaming("odd-numbers", "chunk numbers of zero, text and none", [
    chunk("a", 0, false, "zero"),
    chunk("b", "1", false, "text"),
    chunk("c", undefined, false, "none"),
    chunk("d", undefined, true, "completed without a number"),
  ]),
  {
    id: "streaming/members",
    title: "the event carries the last chunk's members and the first one's time",
    async run(t) {
      const { contactId } = await t.open();
      await t.service.item(contactId, chunk("b", 1, false, "one ", { AbsoluteTime: "2026-01-01T00:00:01.000Z", First: 1 }));
      await t.service.item(contactId, chunk("b", 2, false, "two", { AbsoluteTime: "2026-01-01T00:00:02.000Z", Second: 2 }));
      await t.service.item(contactId, chunk("b", 3, true, "one two", { AbsoluteTime: "2026-01-01T00:00:03.000Z" }));
      await t.event("main", "INCOMING_MESSAGE", 3);
      const times = t.events().map(({ payload }) => payload.data?.AbsoluteTime?.slice(17, 19));
      t.value("seconds", times.filter(Boolean));
    },
  },
  {
    id: "streaming/transcript-between",
    title: "getTranscript in the middle of a stream replaces what was stitched",
    async run(t) {
      const { session, contactId } = await t.open();
      await t.service.item(contactId, chunk("b", 1, false, "one "));
      await t.service.item(contactId, chunk("b", 2, false, "two "));
      await t.event("main", "INCOMING_MESSAGE", 2);
      const Transcript = [chunk("b", 2, false, "one two ")];
      await t.service.fault(contactId, "transcript", { status: 200, body: JSON.stringify({ Transcript }) });
      await t.call("transcript", () => session.getTranscript({}));
      await t.service.item(contactId, chunk("b", 3, false, "three"));
      await t.event("main", "INCOMING_MESSAGE", 3);
    },
  },
  {
    id: "streaming/by-the-agent-side",
    title: "a message streamed by the service itself",
    async run(t) {
      const { contactId } = await t.open();
      await t.service.agent(contactId, "stream", { chunks: ["Good ", "morning", "!"] });
      const done = ({ payload }) => payload.data?.MessageMetadata?.MessageCompleted === true;
      await t.until(() => t.events().some(done), "the completed message");
    },
  },
];
