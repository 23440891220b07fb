/**
 * The page's line to connect-local: the backend endpoint, the agent's side and the control
 * interface. It keeps the browser's own `fetch` from before the library (or a mutant) was loaded.
 */
const nativeFetch = window.fetch.bind(window);

async function request(method, path, body) {
  const response = await nativeFetch(path, {
    method,
    headers: body === undefined ? {} : { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text === "" ? undefined : JSON.parse(text);
}

export const service = {
  /** StartChatContact as the published backend examples offer it; the scripted agent stays silent. */
  async startChat(body = {}) {
    const answer = await request("POST", "/start-chat", { Script: "silent", ...body });
    return answer.data.startChatResult;
  },

  /** A connection of the suite's own, as Streams would make one for an agent's page. */
  async connection(participantToken) {
    const response = await nativeFetch("/participant/connection", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-amz-bearer": participantToken,
        "x-conformance-suite": "not a request of the library",
      },
      body: JSON.stringify({ Type: ["WEBSOCKET", "CONNECTION_CREDENTIALS"] }),
    });
    return response.json();
  },

  get: (path) => request("GET", path),
  agent: (contactId, action, body = {}) =>
    request("POST", `/agent/contacts/${contactId}/${action}`, body),
  contact: (contactId, action, body = {}) =>
    request("POST", `/control/contacts/${contactId}/${action}`, body),
  control: (action, body = {}) => request("POST", `/control/${action}`, body),

  /** A transcript item on the contact's sockets; members as given, ids and time filled in. */
  item: (contactId, item) => request("POST", `/control/contacts/${contactId}/item`, item),
  /** The next calls of `operation` on this contact go as told (see the control interface). */
  fault: (contactId, operation, fault) =>
    request("POST", "/control/faults", { contactId, operation, ...fault }),
};
