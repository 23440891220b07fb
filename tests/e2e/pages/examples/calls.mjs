// The calls of a session, one function for each example.

const EVENT = "application/vnd.amazonaws.connect.event.";

export async function connect(chatSession) {
  const { connectCalled, connectSuccess } = await chatSession.connect();
  return { connectCalled, connectSuccess };
}

/** The error of a failed connect has the members of its success. */
export async function connectInVain(chatSession) {
  try {
    return { resolved: await chatSession.connect({ metadata: "attempt 1" }) };
  } catch ({ connectCalled, connectSuccess, metadata }) {
    return { connectCalled, connectSuccess, metadata };
  }
}

export async function connectWithMetadata(chatSession) {
  const { metadata } = await chatSession.connect({ metadata: { opened: "from the footer" } });
  return metadata;
}

export async function sendMessage(chatSession, contentType, message) {
  const response = await chatSession.sendMessage({ contentType, message, metadata: { draft: 4 } });
  const { AbsoluteTime, Id } = response.data;
  return { AbsoluteTime, Id, metadata: response.metadata };
}

export async function refusal(chatSession, method, args) {
  try {
    await chatSession[method](args);
    return "done";
  } catch (error) {
    if (typeof error === "string") return error;
    const { type, message, statusCode, metadata } = error;
    return { type, message, statusCode, metadata, error: error.error };
  }
}

export async function sendEvent(chatSession, name, content) {
  const response = await chatSession.sendEvent({
    contentType: EVENT + name,
    metadata: { field: "question" },
    ...(content && { content: JSON.stringify(content) }),
  });
  const { AbsoluteTime, Id } = response.data;
  return { AbsoluteTime, Id, metadata: response.metadata };
}

export async function getTranscript(chatSession, args) {
  const response = await chatSession.getTranscript(args);
  const { InitialContactId, NextToken, Transcript } = response.data;
  return { InitialContactId, NextToken, Transcript, metadata: response.metadata };
}

/** All of the transcript, page by page from the newest item back. */
export async function wholeTranscript(chatSession, maxResults) {
  const pages = [];
  let nextToken;
  do {
    const { data } = await chatSession.getTranscript({
      scanDirection: "BACKWARD",
      sortOrder: "ASCENDING",
      maxResults,
      nextToken,
    });
    pages.unshift(data.Transcript.map(({ Content }) => Content));
    nextToken = data.NextToken;
  } while (nextToken);
  return pages;
}

export function metadataOfTranscript(chatSession) {
  return chatSession
    .getTranscript({ metadata: "foo" })
    .then(({ data, metadata }) => ({ items: data.Transcript.length, metadata }))
    .catch(({ error, message, metadata }) => ({ error, message, metadata }));
}

export async function describeView(chatSession, viewToken) {
  const { data, metadata } = await chatSession.describeView({ viewToken, metadata: { form: "parcel" } });
  const { Name, Content } = data.View;
  return { Name, Actions: Content.Actions, Template: JSON.parse(Content.Template), metadata };
}

export async function getAuthenticationUrl(chatSession, redirectUri, sessionId) {
  const response = await chatSession.getAuthenticationUrl({ redirectUri, sessionId, metadata: { try: 1 } });
  return { url: response?.data?.AuthenticationUrl, metadata: response.metadata };
}

export async function cancelParticipantAuthentication(chatSession, sessionId) {
  const response = await chatSession.cancelParticipantAuthentication({ sessionId, metadata: { try: 1 } });
  return response.metadata;
}

export async function getChatDetails(chatSession) {
  const { contactId, initialContactId, participantId, participantToken } = await chatSession.getChatDetails();
  return { contactId, initialContactId, participantId, participantToken };
}

export async function disconnectParticipant(chatSession) {
  await chatSession.disconnectParticipant();
}

/** What `connect()` gives once the chat is over. */
export async function connectAfterwards(chatSession) {
  try {
    return { resolved: (await chatSession.connect()) ?? null };
  } catch ({ connectSuccess }) {
    return { connectSuccess };
  }
}
