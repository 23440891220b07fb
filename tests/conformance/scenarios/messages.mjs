/** sendMessage: arguments, the request, the result, validation. */
import {
  DELIVERED, event, INTERACTIVE, INTERACTIVE_RESPONSE, JSON_TYPE, MARKDOWN, PLAIN,
} from "../page/content-types.mjs";

export const heading = "sendMessage";

const sending = (id, title, args, more = {}) => ({
  id: `message/${id}`,
  title,
  ...more,
  async run(t) {
    const { session } = await t.open();
    await t.call("send", () => session.sendMessage(args));
    await t.event("main", "INCOMING_MESSAGE");
  },
});

const refused = (id, title, args) => ({
  id: `message/${id}`,
  title,
  async run(t) {
    const { session } = await t.open();
    await t.call("send", () => session.sendMessage(args));
  },
});

/** The service's 200 answer is replaced by this text. */
const answered = (id, title, body) => ({
  id: `message/${id}`,
  title,
  async run(t) {
    const { session, contactId } = await t.open();
    await t.service.fault(contactId, "message", { status: 200, body });
    await t.call("send", () => session.sendMessage({ message: "x", contentType: PLAIN, metadata: "m" }));
  },
});

export const scenarios = [
  sending("plain", "a plain text: result, request, echo", { message: "Hello, agent", contentType: PLAIN }),
  sending("markdown", "markdown", { message: "**bold**", contentType: MARKDOWN }),
  sending("unicode", "text beyond ASCII", { message: "héllo 🎉 \u2028 \"quoted\"", contentType: PLAIN }),
  sending("interactive-response", "the answer to an interactive message", {
    message: JSON.stringify({ templateType: "ListPicker", action: "Book" }),
    contentType: INTERACTIVE_RESPONSE,
  }),
  sending("json", "application/json", { message: "{\"a\":1}", contentType: JSON_TYPE }),
  sending("client-token", "the page's clientToken", {
    message: "x",
    contentType: PLAIN,
    clientToken: "my-own-token",
  }),
  {
    id: "message/same-client-token",
    title: "the same clientToken twice: one item, the same Id",
    async run(t) {
      const { session, contactId } = await t.open();
      const args = { message: "once", contentType: PLAIN, clientToken: "repeat-1" };
      await t.call("first", () => session.sendMessage(args));
      await t.event("main", "INCOMING_MESSAGE");
      await t.call("second", () => session.sendMessage(args));
      await t.service.agent(contactId, "message", { content: "after" });
      await t.event("main", "INCOMING_MESSAGE", 2);
    },
  },
  {
    id: "message/metadata",
    title: "metadata of any kind is echoed; falsy becomes null",
    async run(t) {
      const { session } = await t.open();
      for (const metadata of [undefined, null, 0, "", false, "text", 5, { a: 1 }, [1]]) {
        const result = await session.sendMessage({ message: "x", contentType: PLAIN, metadata });
        t.value(`metadata ${JSON.stringify(metadata)}`, result.metadata);
      }
    },
  },
  {
    id: "message/arguments-untouched",
    title: "the page's arguments are not changed, extra members are ignored",
    async run(t) {
      const { session } = await t.open();
      const args = Object.freeze({ message: "x", contentType: PLAIN, extra: true });
      await t.call("send", () => session.sendMessage(args));
      t.value("args", args);
    },
  },
  refused("empty", "an empty message passes here and is refused by the service", {
    message: "",
    contentType: PLAIN,
  }),
  refused("too-long", "more than 1024 characters: refused by the service", {
    message: "x".repeat(1025),
    contentType: PLAIN,
    metadata: "m",
  }),
  {
    id: "message/bad-arguments",
    title: "what throws at once",
    async run(t) {
      const { session } = await t.open();
      const bad = {
        "no arguments": undefined,
        "null": null,
        "no message": { contentType: PLAIN },
        "a number": { message: 5, contentType: PLAIN },
        "no content type": { message: "x" },
        "unknown content type": { message: "x", contentType: "text/html" },
        "content type in capitals": { message: "x", contentType: "TEXT/PLAIN" },
      };
      for (const [name, args] of Object.entries(bad)) {
        await t.call(name, () => session.sendMessage(args));
      }
    },
  },
  refused("event-content-type", "an event's content type passes the check", {
    message: "x",
    contentType: event("participant.idle"),
  }),
  refused("receipt-content-type", "a receipt's content type is sent as a message", {
    message: "x",
    contentType: DELIVERED,
  }),
  refused("interactive", "an interactive template", { message: "{}", contentType: INTERACTIVE }),
  answered("answer-extra-keys", "only AbsoluteTime and Id are taken from the answer",
    "{\"Id\":\"i\",\"Unknown\":1,\"AbsoluteTime\":\"then\",\"MessageMetadata\":{\"MessageId\":\"i\"}}"),
  answered("answer-numbers", "numbers become strings", "{\"Id\":7,\"AbsoluteTime\":1.5}"),
  answered("answer-nulls", "null members are left out", "{\"Id\":null,\"AbsoluteTime\":null}"),
  answered("answer-empty", "an empty body", ""),
  answered("answer-null", "the body is null", "null"),
  answered("answer-array", "the body is an array", "[]"),
  answered("answer-not-json", "the body is not JSON", "<html>"),
  {
    id: "message/many",
    title: "twenty messages in a row keep their order",
    async run(t) {
      const { session } = await t.open();
      const ids = [];
      for (let index = 0; index < 20; index += 1) {
        const { data } = await session.sendMessage({ message: `message ${index}`, contentType: PLAIN });
        ids.push(data.Id);
      }
      await t.event("main", "INCOMING_MESSAGE", 20);
      t.value("ids", ids);
    },
  },
  {
    id: "message/two-sessions",
    title: "two contacts on one page do not hear each other",
    unordered: true,
    async run(t) {
      const first = await t.open("first");
      const second = await t.open("second");
      await t.call("first", () => first.session.sendMessage({ message: "one", contentType: PLAIN }));
      await t.event("first", "INCOMING_MESSAGE");
      await t.call("second", () => second.session.sendMessage({ message: "two", contentType: PLAIN }));
      await t.event("second", "INCOMING_MESSAGE");
    },
  },
];
