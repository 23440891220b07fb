/**
 * The written list of rules that make two traces comparable. Each one removes something that may
 * differ between two runs of the same library, or something that the published contract leaves
 * open; nothing else is removed. `RULES` is applied from top to bottom.
 */
import { eachObject, mapStrings } from "./walk.mjs";
import { keepContractLines } from "./log-lines.mjs";
import { normaliseWire, sortRequests } from "./wire.mjs";

const ISO_TIME = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|\+00:00)/g;
const UUID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;
const WHOLE_UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SOCKET_ADDRESS = /ws:\/\/<host>\/ws\/[^\s"\\]+/g;
const SIGNATURE = /\b[0-9a-f]{64}\b/g;
const STACK_LINES = /(?:\n {4}at [^\n]*)+/g;
const NOT_CALLABLE = /^\S+ is not a (function|constructor)$/;
const TOKEN_KEYS = {
  participantToken: "participant token",
  connectionToken: "connection token",
  NextToken: "page token",
  previousTranscriptNextToken: "page token",
};
const ID_KEYS = {
  requestId: "request id",
  ClientToken: "client token",
  AttachmentId: "attachment",
  Id: "item",
  MessageId: "item",
};
/** Shorter strings under a token key are literals of a scenario and stay as they are. */
const SHORTEST_TOKEN = 16;

/** Replaces every distinct match by a numbered name, so that equality stays visible. */
function number(names, kind, text) {
  const known = names.get(text);
  if (known) return known;
  const count = [...names.values()].filter((name) => name.startsWith(`<${kind} `)).length;
  const name = `<${kind} ${count + 1}>`;
  names.set(text, name);
  return name;
}

/** Participant tokens are named in the order of the scenario's contacts, others by appearance. */
function nameTokens(trace) {
  const names = new Map();
  const learn = (kind, value) => {
    if (typeof value === "string" && value.length >= SHORTEST_TOKEN) number(names, kind, value);
  };
  for (const { participantToken } of trace.contacts) learn("participant token", participantToken);
  eachObject({ ...trace, requests: [] }, (object) => {
    for (const [key, kind] of Object.entries(TOKEN_KEYS)) learn(kind, object[key]);
  });
  for (const request of trace.requests) learn("connection token", request.headers["x-amz-bearer"]);
  return replaceAll(trace, names);
}

/**
 * Ids have kinds, too: one that appears in addition in one trace must not shift the numbers of all
 * others in it.
 */
function nameIdentifiers(trace) {
  const names = new Map();
  const learn = (kind, value) => {
    if (typeof value === "string" && WHOLE_UUID.test(value)) number(names, kind, value);
  };
  for (const { contactId, participantId } of trace.contacts) {
    learn("contact", contactId);
    learn("participant", participantId);
  }
  eachObject(trace, (object) => {
    for (const [key, kind] of Object.entries(ID_KEYS)) learn(kind, object[key]);
  });
  const { contacts, ...rest } = replaceAll(trace, names);
  return mapStrings(rest, (text) => text.replace(UUID, (match) => number(names, "id", match)));
}

function replaceAll(trace, names) {
  return mapStrings(trace, (text) => {
    let result = text;
    for (const [value, name] of names) result = result.replaceAll(value, name);
    return result;
  });
}

/** Successes of the steady beat after the first one of a connection, unless the scenario is about them. */
function withoutSteadyBeat(trace, { scenario }) {
  if (scenario.heartbeats) return trace;
  const once = (list) => {
    let beaten = false;
    return list.filter(({ event }) => {
      if (event.startsWith("CONNECTION_")) beaten = false;
      if (event !== "DEEP_HEARTBEAT_SUCCESS") return true;
      const first = !beaten;
      beaten = true;
      return first;
    });
  };
  const events = Object.entries(trace.events).map(([label, list]) => [label, once(list)]);
  return { ...trace, events: Object.fromEntries(events) };
}

const RULES = [
  {
    name: "wire",
    why: "headers that only the SDK or the browser adds, and the order of body keys, are not read by the service",
    apply: normaliseWire,
  },
  {
    name: "steady beat",
    why: "an open socket beats every 10 s; how often while a scenario runs depends on timing",
    apply: withoutSteadyBeat,
  },
  {
    name: "log lines",
    why: "texts outside the contract may differ; level and format of every line are checked all the same",
    apply: (trace) => ({ ...trace, logs: keepContractLines(trace.logs) }),
  },
  {
    name: "stacks",
    why: "the content of a stack depends on the engine and the bundle; only 'array of strings' matters",
    apply: (trace) =>
      mapObjects(mapStrings(trace, (text) => text.replace(STACK_LINES, "")), (key, value) =>
        key === "stack" && Array.isArray(value) && value.every((line) => typeof line === "string")
          ? "<array of strings>"
          : value,
      ),
  },
  {
    name: "expressions",
    why: "a native 'x is not a function' quotes the expression in the minified bundle",
    apply: (trace) =>
      mapStrings(trace, (text) => text.replace(NOT_CALLABLE, "<expression> is not a $1")),
  },
  {
    name: "delays",
    why: "the back-off between two attempts is drawn at random",
    apply: (trace) =>
      mapObjects(trace, (key, value) =>
        key === "totalRetryDelay" && typeof value === "number" ? "<ms>" : value,
      ),
  },
  { name: "tokens", why: "opaque and random", apply: nameTokens },
  {
    name: "order",
    why: "requests of two contacts, or of calls made at once, may overtake each other",
    apply: (trace, { scenario }) => (scenario.unordered ? sortRequests(trace) : trace),
  },
  {
    name: "addresses",
    why: "the port is chosen by the system; socket addresses and signatures of URLs are random",
    apply: (trace, { origin }) =>
      mapStrings(trace, (text) =>
        text
          .replaceAll(new URL(origin).host, "<host>")
          .replace(SOCKET_ADDRESS, "ws://<host>/ws/<one-time token>")
          .replace(SIGNATURE, "<signature>"),
      ),
  },
  {
    name: "times",
    why: "the clock",
    apply: (trace) => mapStrings(trace, (text) => text.replace(ISO_TIME, "<time>")),
  },
  {
    name: "identifiers",
    why: "random; numbered by first appearance within their kind, so that equal ones stay equal",
    apply: nameIdentifiers,
  },
];

function mapObjects(node, change, key = "") {
  const value = change(key, node);
  if (value !== node || node === null || typeof node !== "object") return value;
  if (Array.isArray(node)) return node.map((element) => mapObjects(element, change));
  return Object.fromEntries(
    Object.entries(node).map(([name, member]) => [name, mapObjects(member, change, name)]),
  );
}

/** @param {object} trace as recorded @param {{origin: string, scenario: object}} context */
export function normalise(trace, context) {
  return RULES.reduce((current, rule) => rule.apply(current, context), trace);
}

