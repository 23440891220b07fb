/**
 * The shapes of ChatJS that one would not design today, one function each, with the reason it is kept.
 */

/**
 * A call before `connect()` or after the end rejects with a bare string, not an Error.
 * Pages compare and print it.
 */
export const noActiveConnection = (method) => `Failed to call ${method}, No active connection`;

/**
 * The log line of the same refusal misspells one method. Support tooling greps for these lines.
 */
export const refusalLine = (method, ended) =>
  `Cannot call ${method === "getAttachmentURL" ? "getAttachementURL" : method} ${
    ended ? "when participant is disconnected" : "before calling connect()"
  }`;

/**
 * A failure of the service is a plain object, not an Error, with its members in this order: clients branch on
 * `type` and show `message`.
 */
export const serviceError = ({ type, message, stack, statusCode }) => ({ type, message, stack, statusCode });

/** `connect()` resolves with flags that can only be true, because samples test them. */
export const connectSuccess = (websocketStatus, metadata) => ({
  _debug: { websocketStatus },
  connectSuccess: true,
  connectCalled: true,
  metadata,
});

/** A failed `connect()` rejects with the shape of its success. `reason` differs by the kind of session. */
export const connectFailure = (reason, metadata) => ({
  _debug: reason,
  connectSuccess: false,
  connectCalled: true,
  metadata,
});

/**
 * Why a customer's `connect()` failed, one level further down than one would look: the failure of the service, or a
 * TypeError where the answer lacked its parts.
 */
export const customerConnectReason = (failure) => ({
  reason: "Failed to fetch connectionDetails with createParticipantConnection",
  _debug:
    failure.type === "TypeError" && !failure.cause && failure.statusCode === undefined
      ? nativeError(failure)
      : serviceError(failure),
});

/**
 * Why an agent's failed: what the page's token function threw, as it is, or an Error. In ChatJS the message of the
 * latter is `[object Object]`; here it says what happened.
 */
export const agentConnectReason = (failure) =>
  failure.cause || Object.assign(new Error(`${failure.type}: ${failure.message}`), { cause: serviceError(failure) });

/** An error of the browser, which rejects as it is; or one that ChatJS runs into, worded as the engine words it. */
export const nativeError = ({ cause, message }) => cause || new TypeError(message);

/**
 * Receipts that are switched off, or name no message, reject. Widgets ignore those promises, so the shape matters
 * to whoever filters `unhandledrejection`.
 */
export const receiptIgnored = (why, data) => ({ errorMessage: `Ignoring messageReceipt: ${why}`, data });

/** A receipt that was sent before resolves with a text in place of `data`. */
export const receiptAlreadyFired = (metadata) => ({ message: "Event already fired", metadata });

/**
 * Any string content of an event must be JSON, not only that of receipts. Content that is missing or empty
 * counts as `null`.
 */
export const parseContent = (content) =>
  typeof content === "string" && content ? JSON.parse(content) : content || null;

/**
 * A receipt without content throws, but only while receipts are switched on: ChatJS looks at the switch first
 * (and the core answers for it), at the content second.
 */
export const receiptContent = (content, enabled) => {
  const parsed = enabled ? parseContent(content) : parseContent(content) || {};
  return { messageId: parsed.messageId, disableThrottle: parsed.disableThrottle };
};

/**
 * A view token that cannot be put into the request's path fails before the request, with the words of the SDK
 * inside ChatJS, or of the engine where the SDK runs into it. The value is a failure as the core would settle it.
 */
export const unusableViewToken = ({ viewToken }) => {
  try {
    if (viewToken === undefined || viewToken.length === 0) {
      throw new Error(`${viewToken === undefined ? "No" : "Empty"} value provided for input HTTP label: ViewToken.`);
    }
    return undefined;
  } catch ({ name, message, stack }) {
    return { kind: 0, type: name, message, stack: String(stack).split("\n"), statusCode: undefined };
  }
};

/**
 * Start-chat results come in two spellings, and Streams' media info in a third. PascalCase wins, except for the
 * token function.
 */
export const normalizeChatDetails = (details) => {
  const contactId = details.ContactId || details.contactId;
  const participantToken = details.ParticipantToken || details.participantToken;
  return {
    contactId,
    participantId: details.ParticipantId || details.participantId,
    initialContactId: details.InitialContactId || details.initialContactId || contactId,
    getConnectionToken: details.getConnectionToken || details.GetConnectionToken,
    ...(participantToken && { participantToken }),
  };
};
