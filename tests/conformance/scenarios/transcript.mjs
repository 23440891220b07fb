/** getTranscript: request, shapes, paging. */
import { PLAIN } from "../page/content-types.mjs";

export const heading = "getTranscript";

async function filled(t, count) {
  const opened = await t.open();
  for (let index = 1; index <= count; index += 1) {
    await t.service.agent(opened.contactId, "message", { content: `message ${index}` });
  }
  await t.event("main", "INCOMING_MESSAGE", count);
  return opened;
}

const idsOf = ({ value }) => value.data.Transcript.map((item) => item.Content);

export const scenarios = [
  {
    id: "transcript/defaults",
    title: "no arguments: defaults in the request, shape of the result",
    async run(t) {
      const { session } = await filled(t, 2);
      await t.call("no arguments", () => session.getTranscript());
      await t.call("empty object", () => session.getTranscript({ metadata: "m" }));
    },
  },
  {
    id: "transcript/empty",
    title: "a chat without items",
    async run(t) {
      const { session } = await t.open();
      await t.call("transcript", () => session.getTranscript({}));
    },
  },
  {
    id: "transcript/all-arguments",
    title: "every argument reaches the request",
    async run(t) {
      const { session, contactId } = await filled(t, 3);
      await t.call("forward", () =>
        session.getTranscript({
          scanDirection: "FORWARD",
          sortOrder: "DESCENDING",
          maxResults: 2,
          startPosition: { mostRecent: 3 },
          contactId,
        }),
      );
      const start = t.events().find(({ event }) => event === "INCOMING_MESSAGE").payload.data;
      await t.call("from an id", () =>
        session.getTranscript({ scanDirection: "FORWARD", startPosition: { id: start.Id } }),
      );
      await t.call("from a time", () =>
        session.getTranscript({ scanDirection: "FORWARD", startPosition: { absoluteTime: start.AbsoluteTime } }),
      );
    },
  },
  {
    id: "transcript/falsy-arguments",
    title: "falsy arguments fall back to the defaults",
    async run(t) {
      const { session } = await t.open();
      await t.call("zero", () =>
        session.getTranscript({
          maxResults: 0,
          sortOrder: "",
          scanDirection: null,
          startPosition: null,
          nextToken: "",
          contactId: "",
        }),
      );
      await t.call("Pascal case is ignored", () =>
        session.getTranscript({ startPosition: { Id: "a", MostRecent: 1 }, MaxResults: 3 }),
      );
    },
  },
  {
    id: "transcript/paging",
    title: "backwards page by page with nextToken",
    async run(t) {
      const { session } = await filled(t, 5);
      const first = await t.call("first page", () => session.getTranscript({ maxResults: 2 }));
      const second = await t.call("second page", () =>
        session.getTranscript({ maxResults: 2, nextToken: first.value.data.NextToken }),
      );
      const third = await t.call("third page", () =>
        session.getTranscript({ maxResults: 2, nextToken: second.value.data.NextToken }),
      );
      t.value("contents", [idsOf(first), idsOf(second), idsOf(third)]);
    },
  },
  {
    id: "transcript/null",
    title: "getTranscript(null) throws",
    async run(t) {
      const { session } = await t.open();
      await t.call("null", () => session.getTranscript(null));
    },
  },
  {
    id: "transcript/refused",
    title: "arguments that the service refuses",
    async run(t) {
      const { session } = await t.open();
      await t.call("too many", () => session.getTranscript({ maxResults: 101, metadata: "m" }));
      await t.call("bad direction", () => session.getTranscript({ scanDirection: "SIDEWAYS" }));
      await t.call("bad token", () => session.getTranscript({ nextToken: "no-such-page" }));
    },
  },
  {
    id: "transcript/deep-copy",
    title: "null members are removed at any depth, unknown ones stay",
    async run(t) {
      const { session, contactId } = await t.open();
      const body = JSON.stringify({
        Transcript: [
          null,
          { Content: null, Unknown: 1, Deep: { A: null, B: [null, 2, { C: null }], D: "" } },
          { Id: 5, Attachments: [{ AttachmentId: "a", Status: "APPROVED" }], Flag: false, Zero: 0 },
        ],
        NextToken: null,
        InitialContactId: 7,
        Extra: "dropped",
      });
      await t.service.fault(contactId, "transcript", { status: 200, body });
      await t.call("transcript", () => session.getTranscript({}));
    },
  },
  {
    id: "transcript/empty-answer",
    title: "an empty answer and one without Transcript",
    async run(t) {
      const { session, contactId } = await t.open();
      await t.service.fault(contactId, "transcript", { status: 200, body: "" });
      await t.call("empty", () => session.getTranscript({}));
      await t.service.fault(contactId, "transcript", { status: 200, body: "{}" });
      await t.call("no members", () => session.getTranscript({}));
    },
  },
  {
    id: "transcript/own-message",
    title: "own messages and events in the transcript",
    async run(t) {
      const { session, contactId } = await t.open();
      await session.sendMessage({ message: "mine", contentType: PLAIN });
      await t.service.agent(contactId, "join");
      await t.service.agent(contactId, "message", { content: "theirs" });
      await t.event("main", "INCOMING_MESSAGE", 3);
      await t.call("transcript", () => session.getTranscript({ sortOrder: "ASCENDING" }));
    },
  },
];
