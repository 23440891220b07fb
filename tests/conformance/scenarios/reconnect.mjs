/** The life of the socket: drops, refusals, heartbeats, roll-over, tokens. */
import { PLAIN } from "../page/content-types.mjs";

export const heading = "reconnect";

const dropping = (id, title, drop) => ({
  id: `reconnect/${id}`,
  title,
  async run(t) {
    const { session, contactId } = await t.open();
    await t.service.contact(contactId, "drop", drop);
    await t.event("main", "CONNECTION_LOST");
    await t.event("main", "DEEP_HEARTBEAT_SUCCESS", 2);
    await t.service.agent(contactId, "message", { content: "after" });
    await t.event("main", "INCOMING_MESSAGE");
    t.value("status", session.controller.getConnectionStatus());
    await t.call("send", () => session.sendMessage({ message: "back", contentType: PLAIN }));
  },
});

/** The service answers the way back with an error. */
const failingBack = (id, title, fault, ends) => ({
  id: `reconnect/${id}`,
  title,
  async run(t) {
    const { session, contactId } = await t.open();
    await t.service.fault(contactId, "connection", fault);
    await t.service.contact(contactId, "drop");
    const over = () =>
      ends.some((name) => t.events().some(({ event }) => event === name)) ||
      t.events().filter(({ event }) => event === "DEEP_HEARTBEAT_SUCCESS").length > 1;
    await t.until(over, "the outcome");
    await t.pause(200);
    await t.call("send", () => session.sendMessage({ message: "x", contentType: PLAIN }));
  },
});

const A_DAY = 86_400;

/** When tokens issued from now on expire, by the page's clock: it stands still while the service's goes on. */
function expiresIn(t, { contactId }, seconds) {
  const connectionExpiryText = new Date(Date.now() + seconds * 1_000).toISOString();
  return t.service.control("config", { contactId, connectionExpiryText });
}

export const scenarios = [
  dropping("abrupt", "the socket breaks: lost, established, a fresh address", {}),
  dropping("closed-1000", "the service closes with 1000", { code: 1000, reason: "bye" }),
  dropping("closed-4000", "the service closes with a code of its own", { code: 4000, reason: "going away" }),
  {
    id: "reconnect/gap",
    title: "what was sent meanwhile is not replayed; getTranscript has it",
    async run(t) {
      const { session, contactId } = await t.open();
      await t.service.fault(contactId, "connection", { delayMs: 300 });
      await t.service.contact(contactId, "drop");
      await t.event("main", "CONNECTION_LOST");
      await t.service.agent(contactId, "message", { content: "missed" });
      await t.event("main", "DEEP_HEARTBEAT_SUCCESS", 2);
      await t.service.agent(contactId, "message", { content: "seen" });
      await t.event("main", "INCOMING_MESSAGE");
      const { value } = await t.call("transcript", () => session.getTranscript({}));
      t.value("contents", value.data.Transcript.map(({ Content }) => Content));
    },
  },
  {
    id: "reconnect/tracked",
    title: "a tracked transcript is fetched again after the way back",
    async run(t) {
      const { contactId } = await t.open("main", { listen: { transcript: true } });
      await t.event("main transcript", "TRANSCRIPT_UPDATED");
      await t.service.contact(contactId, "drop");
      await t.event("main", "DEEP_HEARTBEAT_SUCCESS", 2);
      await t.event("main transcript", "TRANSCRIPT_UPDATED", 2);
    },
  },
  {
    id: "reconnect/calls-while-lost",
    title: "HTTP calls work while the socket is lost",
    unordered: true,
    async run(t) {
      const { session, contactId } = await t.open();
      await t.service.fault(contactId, "connection", { delayMs: 500 });
      await t.service.contact(contactId, "drop");
      await t.event("main", "CONNECTION_LOST");
      t.value("status", session.controller.getConnectionStatus());
      await t.call("send", () => session.sendMessage({ message: "x", contentType: PLAIN }));
      await t.event("main", "DEEP_HEARTBEAT_SUCCESS", 2);
    },
  },
  failingBack("network-failure", "the way back fails on the network", { abort: true }, ["CONNECTION_BROKEN"]),
  failingBack(
    "validation-failure",
    "the way back is refused with 400: broken, HTTP calls go on",
    { status: 400, errorType: "ValidationException", message: "no" },
    ["CONNECTION_BROKEN"],
  ),
  failingBack(
    "access-denied",
    "the way back is refused with 403: the chat has ended",
    { status: 403, errorType: "AccessDeniedException", message: "Access denied" },
    ["CHAT_ENDED"],
  ),
  {
    id: "reconnect/first-handshake-refused",
    title: "the first handshake is refused once",
    async run(t) {
      const details = await t.contact();
      await t.service.control("upgrades", { contactId: details.contactId, mode: "refuse", status: 403, times: 1 });
      const session = t.customer(details);
      t.listen("main", session);
      await t.call("connect", () => session.connect());
      await t.event("main", "DEEP_HEARTBEAT_SUCCESS");
    },
  },
  {
    id: "reconnect/missed-heartbeat",
    title: "an unanswered heartbeat: a second socket takes over",
    clock: true,
    heartbeats: true,
    async run(t) {
      const { contactId } = await t.open();
      await t.service.control("heartbeats", { contactId, answer: false });
      await t.jump(10_000);
      await t.event("main", "DEEP_HEARTBEAT_SUCCESS", 2);
      await t.service.control("heartbeats", { contactId, answer: true });
      await t.jump(10_000);
      await t.event("main", "DEEP_HEARTBEAT_SUCCESS", 3);
      await t.service.agent(contactId, "message", { content: "after" });
      await t.event("main", "INCOMING_MESSAGE");
      await t.pause(100);
    },
  },
  {
    id: "reconnect/unanswered-ping",
    title: "an unanswered ping: deep heartbeat failure, the socket stays",
    clock: true,
    heartbeats: true,
    async run(t) {
      const { session, contactId } = await t.open();
      await t.service.control("pings", { contactId, answer: false });
      await t.jump(10_000);
      await t.pause(200);
      await t.jump(10_000);
      await t.event("main", "DEEP_HEARTBEAT_FAILURE");
      t.value("status", session.controller.getConnectionStatus());
    },
  },
  {
    id: "reconnect/failing-ping",
    title: "a ping answered with 500",
    clock: true,
    heartbeats: true,
    async run(t) {
      const { contactId } = await t.open();
      await t.service.control("pings", { contactId, answer: true, statusCode: 500 });
      await t.jump(10_000);
      await t.event("main", "DEEP_HEARTBEAT_FAILURE");
    },
  },
  {
    id: "reconnect/roll-over",
    title: "after 59 minutes a second socket replaces the first, silently",
    clock: true,
    async run(t) {
      const { contactId } = await t.open();
      await t.jump(3_535_000);
      await t.settled();
      await t.forward(5_000);
      await t.settled();
      // The old socket may be kept for what is still on its way.
      await t.forward(1_000);
      await t.settled();
      await t.service.agent(contactId, "message", { content: "after" });
      await t.event("main", "INCOMING_MESSAGE");
    },
  },
  {
    id: "reconnect/subscribe-ignored",
    title: "an unanswered subscribe frame is sent again",
    async run(t) {
      const details = await t.contact();
      await t.service.control("subscriptions", { contactId: details.contactId, mode: "ignore", times: 1 });
      await t.open("main", { details });
      await t.pause(1_300);
      await t.service.agent(details.contactId, "message", { content: "heard" });
      await t.event("main", "INCOMING_MESSAGE");
    },
  },
  {
    id: "reconnect/subscribe-refused",
    title: "a refused subscription is tried again after half a second",
    async run(t) {
      const details = await t.contact();
      await t.service.control("subscriptions", { contactId: details.contactId, mode: "refuse", times: 1 });
      await t.open("main", { details });
      await t.pause(800);
      await t.service.agent(details.contactId, "message", { content: "heard" });
      await t.event("main", "INCOMING_MESSAGE");
    },
  },
  {
    id: "reconnect/token-renewal",
    title: "the connection token is renewed 60 s before it expires",
    clock: true,
    async run(t) {
      const details = await t.contact();
      await expiresIn(t, details, 100);
      const { session } = await t.open("main", { details });
      await expiresIn(t, details, A_DAY);
      const first = session.getChatDetails().connectionDetails.connectionToken;
      await t.jump(35_000);
      await t.settled();
      await t.call("before", () => session.sendMessage({ message: "old token", contentType: PLAIN }));
      await t.forward(6_000);
      await t.settled();
      await t.call("after", () => session.sendMessage({ message: "new token", contentType: PLAIN }));
      t.value("details unchanged", session.getChatDetails().connectionDetails.connectionToken === first);
    },
  },
  {
    id: "reconnect/short-token",
    title: "a token that lives hardly longer than the margin",
    clock: true,
    async run(t) {
      const details = await t.contact();
      await expiresIn(t, details, 64);
      const { session } = await t.open("main", { details });
      await expiresIn(t, details, A_DAY);
      await t.forward(5_000);
      await t.settled();
      await t.call("send", () => session.sendMessage({ message: "which token", contentType: PLAIN }));
    },
  },
  {
    id: "reconnect/offline-predicate",
    title: "isNetworkOnline says no, then yes",
    async run(t) {
      let online = false;
      t.configure({ webSocketManagerConfig: { isNetworkOnline: () => online } });
      const details = await t.contact();
      const session = t.customer(details);
      t.listen("main", session);
      await t.call("connect", () => session.connect());
      await t.pause(400);
      t.value("events while offline", t.events().length);
      online = true;
      await t.event("main", "DEEP_HEARTBEAT_SUCCESS");
    },
  },
  {
    id: "reconnect/predicate-while-connected",
    title: "isNetworkOnline while a socket is open: is it asked?",
    async run(t) {
      let asked = 0;
      const isNetworkOnline = () => (asked += 1) > 0;
      t.configure({ webSocketManagerConfig: { isNetworkOnline } });
      const details = await t.contact();
      const session = t.customer(details);
      t.listen("main", session);
      await t.call("connect", () => session.connect());
      await t.event("main", "DEEP_HEARTBEAT_SUCCESS");
      const before = asked;
      await t.pause(1_000);
      t.value("asked while connected", asked > before);
    },
  },
];
