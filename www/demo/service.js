// The page's calls to connect-local that are not the library's: the backend, the agent's side and the controls.

async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: body === undefined ? {} : { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
    keepalive: true, // a page that is being left still gets its last word out
  });
  const text = await response.text();
  const answer = text === "" ? {} : JSON.parse(text);
  if (!response.ok) throw new Error(answer.message ?? `The service answered ${response.status}`);
  return answer;
}

// More than a page sends in the seconds that it is offline.
const HELD_REQUESTS = 1000;

const contactPath = (contactId) => `/agent/contacts/${encodeURIComponent(contactId)}`;

/** Starts a contact, as a page's own backend would with StartChatContact; `continues` is an earlier one's id. */
export async function startChat({ displayName, script, continues }) {
  const answer = await call("POST", "/start-chat", {
    ParticipantDetails: { DisplayName: displayName },
    Script: script,
    ...(continues && {
      PersistentChat: { SourceContactId: continues, RehydrationType: "ENTIRE_PAST_SESSION" },
    }),
  });
  return answer.data.startChatResult;
}

/** The agent's side of a contact. */
export const agent = {
  contacts: async () => (await call("GET", "/agent/contacts")).contacts,
  transcript: async (contactId) => (await call("GET", `${contactPath(contactId)}/transcript`)).transcript,
  join: (contactId, { agent, displayName } = {}) =>
    call("POST", `${contactPath(contactId)}/join`, { agent, displayName }),
  /** What `getConnectionToken` of Streams resolves with. */
  token: (contactId) => call("POST", `${contactPath(contactId)}/token`, {}),
  /** Hands a contact over to a colleague. */
  transfer: (contactId, displayName) => call("POST", `${contactPath(contactId)}/transfer`, { displayName }),
  message: (contactId, content) => call("POST", `${contactPath(contactId)}/message`, { content }),
  typing: (contactId) => call("POST", `${contactPath(contactId)}/typing`, {}),
  receipt: (contactId, messageId, type) =>
    call("POST", `${contactPath(contactId)}/receipt`, { messageId, type }),
  end: (contactId) => call("POST", `${contactPath(contactId)}/end`, {}),
  /** Server-sent events: every item, socket and contact change. The caller closes the source. */
  events: () => new EventSource("/agent/events"),
};

/** Trouble on demand, each of one contact. */
export const control = {
  /** Cuts the sockets without a close frame. */
  drop: (contactId) => call("POST", `/control/contacts/${encodeURIComponent(contactId)}/drop`, {}),

  /** Until `comeBack`, nothing of the contact gets through: requests are held, sockets are cut and refused. */
  async goOffline(contactId) {
    await call("POST", "/control/faults", { contactId, operation: "*", hold: true, times: HELD_REQUESTS });
    await call("POST", "/control/upgrades", { contactId, mode: "refuse", status: 503 });
    await control.drop(contactId);
  },

  /** Undoes `goOffline`. */
  comeBack: (contactId) =>
    Promise.all([
      call("POST", "/control/upgrades", { contactId, mode: "accept" }),
      call("POST", "/control/release", {}),
    ]),

  /** Has the contact's next SendMessage answered with an error that is not worth another try. */
  refuseNextMessage: (contactId) =>
    call("POST", "/control/faults", {
      contactId,
      operation: "message",
      status: 400,
      errorType: "ValidationException",
      message: "Refused because the demo page asked for it",
    }),
};
