// Stand-in for the Contact Control Panel, the page that `connect.core.initCCP` puts into an iframe. In production
// Amazon serves it and it cannot be had offline; this one says to Streams what that one says, with connect-local behind.
// The test drives it through `window.ccp`.
import { describeAgent } from "./snapshot.mjs";

const REGION = "us-west-2";
const HEALTH_CHECK_MS = 10_000;

const agent = new URL(location.href).searchParams.get("agent");
const contacts = new Map();
let socket;

/** What Streams asked of the panel, by event; logs, metrics and the beat of `synchronize` apart. */
const asked = [];
/** Client metrics that Streams and its users have published. */
const metrics = [];

const tell = (event, data) => parent.postMessage({ event, data }, location.origin);
const update = () => tell("agent::update", describeAgent(agent, [...contacts.values()]));

async function post(path, body = {}) {
  const response = await fetch(path, { method: "POST", body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

/** The agent's own API, of which a chat needs one method. */
async function call(method, { contactId, transportType }) {
  if (method === "createTransport" && transportType === "chat_token") {
    if (!window.ccp.grantsTokens) throw new Error("no tokens today");
    return post(`/agent/contacts/${contactId}/token`);
  }
  return {};
}

/** The one socket of the agent, opened when Streams first wants a topic. */
function subscribe({ topics }) {
  const frame = JSON.stringify({ topic: "aws/subscribe", content: { topics } });
  if (socket) return socket.send(frame);
  socket = new WebSocket(`ws://${location.host}/agent/socket?agent=${agent}`);
  socket.onopen = () => {
    socket.send(frame);
    tell("webSocket::connection_gain", {});
  };
  socket.onclose = () => tell("webSocket::connection_lost", {});
  socket.onmessage = ({ data }) => {
    const frame = JSON.parse(data);
    if (frame.topic === "aws/subscribe") window.ccp.isSubscribed = true;
    tell("webSocket::all_message", frame);
  };
}

const upstream = {
  synchronize: () => tell("acknowledge", { id: "port-1" }),
  "webSocket::subscribe": (data) => subscribe(Array.isArray(data) ? { topics: data } : data),
  api_request: ({ requestId, method, params }) =>
    call(method, params).then(
      (data) => tell("api_response", { event: "api_response", requestId, err: null, data }),
      (error) => tell("api_response", { event: "api_response", requestId, err: String(error), data: null }),
    ),
  broadcast: ({ event, data }) => {
    if (event === "client_metric") metrics.push(data);
  },
};

addEventListener("message", ({ data, source }) => {
  if (source !== parent || !data?.event) return;
  if (!/^(synchronize|broadcast|log)/.test(data.event)) asked.push(data);
  upstream[data.event]?.(data.data ?? {});
});

/** The line of the Amazon Connect SDK inside Streams, which asks it in which region a contact is. */
function openSdkLine() {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => {
    if (data.type === "cross-domain-site-ready") {
      const connectionId = crypto.randomUUID();
      port1.postMessage({ type: "acknowledge", connectionId, status: {}, healthCheckInterval: HEALTH_CHECK_MS });
    } else if (data.type === "request") {
      asked.push({ event: `sdk ${data.command}`, data: data.data });
      const { namespace, requestId } = data;
      port1.postMessage({ type: "response", namespace, requestId, isError: false, data: { region: REGION } });
    }
  };
  parent.postMessage({ type: "cross-domain-adapter-init" }, location.origin, [port2]);
}

window.ccp = {
  asked,
  metrics,
  /** Whether the agent's API grants connection tokens. */
  grantsTokens: true,
  /** Whether the service has confirmed that it sends items to the agent's first socket. */
  isSubscribed: false,

  /** A contact is at this agent's desk now. */
  async connect(contactId, details = {}) {
    const { participantId } = await post(`/agent/contacts/${contactId}/join`, { agent });
    contacts.set(contactId, { contactId, participantId, state: "connected", since: new Date().toISOString(), ...details });
    update();
  },

  /** The contact has ended for the agent: after-contact work. */
  end(contactId) {
    Object.assign(contacts.get(contactId), { state: "ended", since: new Date().toISOString() });
    update();
  },

  /** The contact is cleared from the desk. */
  clear(contactId) {
    contacts.delete(contactId);
    update();
  },

  /** The agent's socket breaks and is replaced. */
  reconnect() {
    const topics = ["aws/chat"];
    socket.close();
    socket = undefined;
    subscribe({ topics });
  },
};

tell("acknowledge", { id: "port-1" });
update();
openSdkLine();
