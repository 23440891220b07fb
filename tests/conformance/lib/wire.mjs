/**
 * Brings requests and sockets of the service's log into the form that is compared: what the
 * service reads, nothing that only the SDK or the browser adds.
 */
import { sortKeys } from "./walk.mjs";

/** Paths of the suite itself: pages, scripts, the agent's side and the control interface. */
const OWN_PATHS = /^\/(?:$|page\/|scenarios\/|mutants\.mjs|node_modules\/|dist\/|control\/|agent\/|start-chat)/;

/** Headers that the Participant Service reads; the user agent's product token is documented. */
const SERVICE_HEADERS = ["content-type", "x-amz-bearer", "x-amz-user-agent"];
const PREFLIGHT_HEADERS = ["access-control-request-headers", "access-control-request-method"];
/** Added by the bundled SDK, useless to the service (it takes no signatures). */
const SDK_HEADERS = ["authorization", "x-amz-content-sha256", "x-amz-date"];
const PRODUCT = /AmazonConnect-ChatJS\/\S+/;

function headersOf(request) {
  const kept = {};
  const names = request.method === "OPTIONS" ? PREFLIGHT_HEADERS : SERVICE_HEADERS;
  for (const name of names) {
    const value = request.headers[name];
    if (value !== undefined) kept[name] = value;
  }
  for (const name of Object.keys(request.headers)) {
    if (name.startsWith("x-amz-") && !name.startsWith("x-amz-user") && !SDK_HEADERS.includes(name)) {
      kept[name] = request.headers[name];
    }
  }
  const agent = kept["x-amz-user-agent"];
  if (agent !== undefined) kept["x-amz-user-agent"] = PRODUCT.exec(agent)?.[0] ?? "<no product>";
  const asked = kept["access-control-request-headers"];
  if (asked !== undefined) {
    kept["access-control-request-headers"] = asked
      .split(",")
      .map((name) => name.trim())
      .filter((name) => !SDK_HEADERS.includes(name))
      .join(",");
  }
  return sortKeys(kept);
}

function bodyOf(request) {
  const { body } = request;
  if (typeof body !== "string") return sortKeys(body ?? null);
  if (body === "") return null;
  try {
    return sortKeys(JSON.parse(body));
  } catch {
    return body;
  }
}

function requestOf(request) {
  return {
    method: request.method,
    path: request.path,
    headers: headersOf(request),
    body: bodyOf(request),
    status: request.status ?? null,
  };
}

/** A connection that lives on sends a ping and a heartbeat every 10 s; how many depends on timing. */
function withoutSteadyBeat(frames) {
  const seen = new Set();
  return frames.filter((text) => {
    if (!/^\{"topic":"aws\/(?:ping|heartbeat)"\}$/.test(text)) return true;
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}

function socketOf(socket, keepBeat) {
  const sent = socket.frames.filter((frame) => frame.from === "client").map((frame) => frame.text);
  const closed =
    socket.closedAt === undefined || socket.closedAt === null
      ? null
      : { code: socket.closeCode ?? null, reason: socket.closeReason ?? "" };
  return { sent: keepBeat ? sent : withoutSteadyBeat(sent), closed };
}

export function normaliseWire(trace, { scenario }) {
  const requests = trace.requests
    .filter(({ path, headers }) => !OWN_PATHS.test(path) && !headers["x-conformance-suite"])
    .filter(({ method }) => scenario.preflights || method !== "OPTIONS")
    .map(requestOf);
  return {
    ...trace,
    requests,
    sockets: trace.sockets.map((socket) => socketOf(socket, scenario.heartbeats)),
  };
}

/** What tells one request from another: not the token, which may be any. */
function rank({ path, headers, body }) {
  const { ClientToken, ...content } = body ?? {};
  return `${path} ${headers["x-amz-bearer"]} ${JSON.stringify(content)}`;
}

/** Puts requests into an order that does not depend on which one was faster. */
export function sortRequests(trace) {
  const requests = [...trace.requests].sort((a, b) => rank(a).localeCompare(rank(b)));
  return { ...trace, requests };
}
