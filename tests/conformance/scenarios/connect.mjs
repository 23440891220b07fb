/** session.connect() of a customer: outcome, events, requests, frames, and calls around it. */
import { PLAIN } from "../page/content-types.mjs";

export const heading = "connect";

const GUARDED = {
  sendMessage: [{ message: "x", contentType: PLAIN }],
  sendEvent: [{ contentType: "application/vnd.amazonaws.connect.event.typing" }],
  sendAttachment: [{}],
  downloadAttachment: [{}],
  getAttachmentURL: [{}],
  getTranscript: [{}],
  disconnectParticipant: [],
};

async function callAll(t, session, label) {
  for (const [method, args] of Object.entries(GUARDED)) {
    await t.call(`${method} ${label}`, () => session[method](...args));
  }
}

/** A connect that the service answers as told, and what is left of the session. */
const failing = (id, title, fault, more = {}) => ({
  id: `connect/${id}`,
  title,
  ...more,
  async run(t) {
    const details = await t.contact();
    await t.service.fault(details.contactId, "connection", fault);
    const session = t.customer(details);
    t.listen("main", session);
    await t.call("connect", () => session.connect({ metadata: { attempt: 1 } }));
    await t.pause(50);
    await t.call("send afterwards", () => session.sendMessage({ message: "x", contentType: PLAIN }));
    t.value("details", session.getChatDetails());
  },
});

const credentials = { ConnectionToken: "made-up-token", Expiry: "2099-01-01T00:00:00.000Z" };
const badUrl = (id, title, url) => ({
  id: `connect/${id}`,
  title,
  async run(t) {
    const details = await t.contact();
    const body = JSON.stringify({
      Websocket: { Url: url, ConnectionExpiry: "2099-01-01T00:00:00.000Z" },
      ConnectionCredentials: credentials,
    });
    await t.service.fault(details.contactId, "connection", { status: 200, body });
    const session = t.customer(details);
    t.listen("main", session);
    await t.call("connect", () => session.connect());
    await t.event("main", "CONNECTION_BROKEN");
    await t.event("main", "CONNECTION_ESTABLISHED");
  },
});

export const scenarios = [
  {
    id: "connect/good",
    title: "result, both established events, deep heartbeat, one request, three frames",
    async run(t) {
      const { session } = await t.open();
      t.value("details", session.getChatDetails());
      t.value("status", session.controller.getConnectionStatus());
    },
  },
  {
    id: "connect/metadata",
    title: "metadata is echoed in the result and in the first event",
    async run(t) {
      const details = await t.contact();
      const session = t.customer(details);
      t.listen("main", session);
      const metadata = { mine: [1, { two: 2 }] };
      const { value } = await t.call("connect", () => session.connect({ metadata }));
      t.value("same object", value.metadata === metadata);
      await t.event("main", "DEEP_HEARTBEAT_SUCCESS");
    },
  },
  {
    id: "connect/falsy-metadata",
    title: "falsy metadata becomes null",
    async run(t) {
      const details = await t.contact();
      const session = t.customer(details);
      await t.call("connect", () => session.connect({ metadata: 0 }));
    },
  },
  {
    id: "connect/null",
    title: "connect(null) throws before anything is sent",
    async run(t) {
      const details = await t.contact();
      const session = t.customer(details);
      await t.call("null", () => session.connect(null));
      await t.call("after that", () => session.connect());
    },
  },
  {
    id: "connect/twice",
    title: "a second call while connecting and one after: undefined and a warning",
    async run(t) {
      const details = await t.contact();
      const session = t.customer(details);
      t.listen("main", session);
      const first = t.call("first", () => session.connect({ metadata: "one" }));
      await t.call("second", () => session.connect({ metadata: "two" }));
      await first;
      await t.event("main", "DEEP_HEARTBEAT_SUCCESS");
      await t.call("third", () => session.connect());
    },
  },
  {
    id: "connect/order",
    title: "the promise settles first, then the two events; late handlers still get the first",
    async run(t) {
      const details = await t.contact();
      const session = t.customer(details);
      session.onConnectionEstablished((payload) => {
        t.mark(payload.connectSuccess ? "established by connect" : "established by the socket");
      });
      session.onDeepHeartbeatSuccess(() => t.mark("deep heartbeat"));
      await session.connect();
      t.mark("connect resolved");
      session.onConnectionEstablished(() => t.mark("handler added after connect"));
      await t.until(() => t.trace.timeline.includes("deep heartbeat"), "the deep heartbeat");
    },
  },
  {
    id: "connect/before",
    title: "guarded methods before connect reject with a string, even with bad arguments",
    async run(t) {
      const session = t.customer(await t.contact());
      await callAll(t, session, "before");
      await t.call("bad arguments", () => session.sendMessage({ message: 5 }));
      await t.call("no arguments", () => session.getTranscript());
    },
  },
  {
    id: "connect/unguarded-before",
    title: "unguarded methods before connect",
    async run(t) {
      const session = t.customer(await t.contact());
      await t.call("describeView", () => session.describeView({ viewToken: "v" }));
      await t.call("getAuthenticationUrl", () =>
        session.getAuthenticationUrl({ redirectUri: "https://a", sessionId: "s" }),
      );
      await t.call("cancel", () => session.cancelParticipantAuthentication({ sessionId: "s" }));
    },
  },
  {
    id: "connect/while-pending",
    title: "guarded methods while connect is pending",
    async run(t) {
      const details = await t.contact();
      await t.service.fault(details.contactId, "connection", { delayMs: 300 });
      const session = t.customer(details);
      const connecting = t.call("connect", () => session.connect());
      await callAll(t, session, "pending");
      await connecting;
      await t.call("send afterwards", () => session.sendMessage({ message: "x", contentType: PLAIN }));
    },
  },
  {
    id: "connect/send-at-once",
    title: "a message can be sent before the socket is open",
    async run(t) {
      const details = await t.contact();
      const session = t.customer(details);
      await session.connect();
      await t.call("send", () => session.sendMessage({ message: "early", contentType: PLAIN }));
    },
  },
  failing("access-denied", "403 AccessDeniedException", {
    status: 403,
    errorType: "AccessDeniedException",
    message: "Access denied",
  }),
  failing("validation", "400 with the type in the body", {
    status: 400,
    body: JSON.stringify({ __type: "com.amazonaws.connectparticipant#ValidationException", message: "bad" }),
  }),
  failing("server-error", "500 three times: three attempts, then rejected", {
    status: 500,
    errorType: "InternalServerException",
    message: "oops",
    times: 3,
  }),
  failing("network", "the request fails on the network", { abort: true }),
  failing("without-websocket", "an answer that lacks Websocket", {
    status: 200,
    body: JSON.stringify({ ConnectionCredentials: credentials }),
  }),
  failing("without-credentials", "an answer that lacks ConnectionCredentials", {
    status: 200,
    body: JSON.stringify({ Websocket: { Url: "wss://example.invalid", ConnectionExpiry: "2099-01-01T00:00:00.000Z" } }),
  }),
  {
    id: "connect/after-failure",
    title: "connect() again after a failed one",
    async run(t) {
      const details = await t.contact();
      await t.service.fault(details.contactId, "connection", { status: 400, errorType: "ValidationException" });
      const session = t.customer(details);
      t.listen("main", session);
      await t.call("first", () => session.connect({ metadata: 1 }));
      await t.call("second", () => session.connect({ metadata: 2 }));
    },
  },
  {
    id: "connect/after-broken",
    title: "connect() again after CONNECTION_BROKEN",
    async run(t) {
      const { session, contactId } = await t.open();
      await t.service.fault(contactId, "connection", { status: 400, errorType: "ValidationException" });
      await t.service.contact(contactId, "drop");
      await t.event("main", "CONNECTION_BROKEN");
      await t.call("again", () => session.connect({ metadata: "again" }));
    },
  },
  {
    id: "connect/no-token",
    title: "a customer without a participant token: posted without a bearer",
    withoutBearer: true,
    async run(t) {
      const { contactId, participantId } = await t.contact();
      const session = t.customer({ contactId, participantId });
      await t.call("connect", () => session.connect());
    },
  },
  badUrl("http-url", "a socket address that is not ws: broken, then established", "http://127.0.0.1/x"),
  badUrl("empty-url", "an empty socket address", ""),
  badUrl("plain-ws-elsewhere", "plain ws to another host than 127.0.0.1", "ws://localhost:9/x"),
  badUrl("bare-scheme", "wss:// without a host", "wss://"),
  {
    id: "connect/second-session",
    title: "a second session on the contact joins the open socket",
    async run(t) {
      const { details } = await t.open("first");
      const session = t.customer(details);
      t.listen("second", session);
      await t.call("connect second", () => session.connect());
      await t.event("second", "CONNECTION_ESTABLISHED");
      await t.service.agent(details.contactId, "message", { content: "to both" });
      await t.event("first", "INCOMING_MESSAGE");
      await t.event("second", "INCOMING_MESSAGE");
      await t.service.agent(details.contactId, "end");
      await t.event("first", "CHAT_ENDED");
      await t.event("second", "CHAT_ENDED");
    },
  },
  {
    id: "connect/preflight",
    title: "the preflight of a foreign endpoint asks for no header beyond ChatJS's",
    preflights: true,
    async run(t) {
      const endpoint = location.origin.replace("127.0.0.1", "localhost");
      t.configure({ endpoint });
      const { session } = await t.open();
      await t.call("send", () => session.sendMessage({ message: "x", contentType: PLAIN }));
      await t.event("main", "INCOMING_MESSAGE");
    },
  },
];
