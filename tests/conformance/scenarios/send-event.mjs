/** sendEvent of events that are no receipts, and the throttle of typing. */
import { event, PLAIN, TYPING } from "../page/content-types.mjs";

export const heading = "sendEvent and typing";

export const scenarios = [
  {
    id: "event/typing",
    title: "typing: request, result, own echo",
    async run(t) {
      const { session } = await t.open();
      await t.call("typing", () => session.sendEvent({ contentType: TYPING, metadata: "m" }));
      await t.event("main", "INCOMING_TYPING");
    },
  },
  {
    id: "event/typing-client-token",
    title: "typing with the page's clientToken and content",
    async run(t) {
      const { session } = await t.open();
      await t.call("typing", () =>
        session.sendEvent({ contentType: TYPING, clientToken: "typing-1", content: "{\"a\":1}" }),
      );
    },
  },
  {
    id: "event/idle",
    title: "another event, no content",
    async run(t) {
      const { session } = await t.open();
      await t.call("acknowledged", () =>
        session.sendEvent({ contentType: event("connection.acknowledged"), metadata: { a: 1 } }),
      );
    },
  },
  {
    id: "event/contents",
    title: "content as text, as an object, empty",
    async run(t) {
      const { session } = await t.open();
      const contentType = event("connection.acknowledged");
      await t.call("json text", () => session.sendEvent({ contentType, content: "{\"a\":1}" }));
      await t.call("object", () => session.sendEvent({ contentType, content: { a: 1 } }));
      await t.call("empty", () => session.sendEvent({ contentType, content: "" }));
      await t.call("zero", () => session.sendEvent({ contentType, content: 0 }));
      await t.call("client token", () => session.sendEvent({ contentType, clientToken: "event-1" }));
    },
  },
  {
    id: "event/bad-arguments",
    title: "what throws at once",
    async run(t) {
      const { session } = await t.open();
      const contentType = event("connection.acknowledged");
      const bad = {
        "no arguments": undefined,
        "null": null,
        "no content type": {},
        "unknown content type": { contentType: "text/html" },
        "not JSON": { contentType, content: "plain words" },
      };
      for (const [name, args] of Object.entries(bad)) {
        await t.call(name, () => session.sendEvent(args));
      }
    },
  },
  {
    id: "event/message-content-type",
    title: "a message's content type is sent as an event",
    async run(t) {
      const { session } = await t.open();
      await t.call("plain", () => session.sendEvent({ contentType: PLAIN, content: "\"x\"" }));
    },
  },
  {
    id: "event/refused",
    title: "the service refuses: rejected with its error",
    async run(t) {
      const { session, contactId } = await t.open();
      await t.service.fault(contactId, "event", {
        status: 400,
        errorType: "ValidationException",
        message: "no such event",
      });
      await t.call("event", () =>
        session.sendEvent({ contentType: event("connection.acknowledged"), metadata: "m" }),
      );
    },
  },
  {
    id: "typing/throttle",
    title: "typing at 0, 3, 9 and 10.5 s: sent twice, the rest gets the same outcome",
    clock: true,
    async run(t) {
      const { session } = await t.open();
      const typing = (name, metadata) =>
        t.call(name, () => session.sendEvent({ contentType: TYPING, metadata }));
      const first = await typing("at 0 s", "first");
      await t.forward(3_000);
      const second = await typing("at 3 s", "second");
      t.value("same Id", first.value.data.Id === second.value.data.Id);
      await t.forward(6_000);
      await typing("at 9 s");
      await t.forward(1_500);
      const last = await typing("at 10.5 s");
      t.value("new Id", first.value.data.Id === last.value.data.Id);
    },
  },
  {
    id: "typing/burst",
    title: "five calls in one task: one request, all resolve",
    async run(t) {
      const { session } = await t.open();
      await Promise.all(
        [1, 2, 3, 4, 5].map((n) => t.call(`call ${n}`, () => session.sendEvent({ contentType: TYPING }))),
      );
    },
  },
  {
    id: "typing/failure",
    title: "a refused typing event, and a call soon after",
    async run(t) {
      const { session, contactId } = await t.open();
      await t.service.fault(contactId, "event", { status: 400, errorType: "ValidationException", message: "no" });
      await t.call("refused", () => session.sendEvent({ contentType: TYPING }));
      await t.call("soon after", () => session.sendEvent({ contentType: TYPING }));
    },
  },
  {
    id: "typing/two-sessions",
    title: "two sessions on one page type at once",
    unordered: true,
    async run(t) {
      const first = await t.open("first");
      const second = await t.open("second");
      await t.call("first", () => first.session.sendEvent({ contentType: TYPING }));
      await t.call("second", () => second.session.sendEvent({ contentType: TYPING }));
    },
  },
  {
    id: "typing/others-not-throttled",
    title: "other events are not throttled",
    async run(t) {
      const { session } = await t.open();
      for (const n of [1, 2, 3]) {
        await t.call(`call ${n}`, () =>
          session.sendEvent({ contentType: event("connection.acknowledged") }),
        );
      }
    },
  },
];
