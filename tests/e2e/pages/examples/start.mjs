// What every example begins with: configuration, the page's own backend, a session.

/** The least a page configures; the endpoint is the local service instead of Amazon Connect in a region. */
export function configure(_, more = {}) {
  window.connect.ChatSession.setGlobalConfig({ region: "us-west-2", endpoint: location.origin, ...more });
}

/** The answer of the page's backend, which calls StartChatContact: `{ContactId, ParticipantId, ParticipantToken}`. */
export async function startChat(request = {}) {
  const response = await fetch("/start-chat", { method: "POST", body: JSON.stringify(request) });
  const { data } = await response.json();
  return data.startChatResult;
}

/** Starts a chat and makes the page's `chatSession`. */
export async function create(_, request) {
  const chatDetails = await startChat(request);
  window.chatSession = await window.connect.ChatSession.create({
    chatDetails: {
      contactId: chatDetails.ContactId,
      participantId: chatDetails.ParticipantId,
      participantToken: chatDetails.ParticipantToken,
    },
    options: { region: "us-west-2" },
    type: window.connect.ChatSession.SessionTypes.CUSTOMER,
    disableCSM: true,
  });
  return chatDetails;
}
