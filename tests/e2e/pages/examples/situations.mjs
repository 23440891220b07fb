// Examples for situations: lost connections, messages out of order, a runtime that is no browser, kept details.

/** Both ways to the same transcript: what is heard, and what is fetched whenever the connection is there. */
export function followTranscript(chatSession) {
  chatSession.onMessage(({ data }) => window.show("heard", data.Content));
  chatSession.onConnectionLost(() => window.show("lost"));
  chatSession.onConnectionEstablished(() => {
    chatSession
      .getTranscript({ scanDirection: "BACKWARD", sortOrder: "ASCENDING", maxResults: 15 })
      .then((response) => {
        // The reconnect document names these in camelCase, where there is nothing.
        const { initialContactId, nextToken, transcript } = response.data;
        window.show("camelCase", [initialContactId, nextToken, transcript].filter(Boolean));
        window.show("fetched", response.data.Transcript.map(({ Content }) => Content));
      })
      .catch(({ message }) => window.show("fetch failed", message));
  });
}

/** Messages in the order of their times, each once, however they arrive. */
export function sortAndFilter(chatSession) {
  let transcript = [];
  chatSession.onMessage(({ data }) => {
    transcript = [...transcript.filter(({ Id }) => Id !== data.Id), data].sort(
      (one, other) => new Date(one.AbsoluteTime) - new Date(other.AbsoluteTime),
    );
    window.show(
      "transcript",
      transcript.map(({ Content }) => Content),
    );
  });
}

/** What a React Native app configures, with a stand-in for the network information of the platform. */
export function configureNative(_, connected) {
  window.NetInfo = { isConnected: connected, fetch: async () => ({ isConnected: window.NetInfo.isConnected }) };
  window.connect.ChatSession.setGlobalConfig({
    endpoint: location.origin,
    webSocketManagerConfig: {
      isNetworkOnline: async () => {
        const state = await window.NetInfo.fetch();
        window.show("asked", state.isConnected);
        return state.isConnected;
      },
    },
  });
}

export function networkChanges(_, connected) {
  window.NetInfo.isConnected = connected;
}

/** `chatDetails` as sessionStorage gives them back, without parsing, as the document prints it. */
export function createFromText() {
  const kept = JSON.stringify({ ContactId: "c", ParticipantId: "p", ParticipantToken: "t" });
  const session = window.connect.ChatSession.create({ chatDetails: kept, type: "CUSTOMER", disableCSM: true });
  const parsed = window.connect.ChatSession.create({
    chatDetails: JSON.parse(kept),
    type: "CUSTOMER",
    disableCSM: true,
  });
  return { text: typeof session.controller, parsed: parsed.getChatDetails().contactId };
}

/** A choice from a list that the agent's side sent, answered as an interactive response. */
export function answerInteractive(chatSession) {
  chatSession.onMessage(async ({ data }) => {
    if (data.ContentType !== "application/vnd.amazonaws.connect.message.interactive") return;
    const { templateType, version, data: template } = JSON.parse(data.Content);
    const [choice] = template.content.elements;
    await chatSession.sendMessage({
      contentType: "application/vnd.amazonaws.connect.message.interactive.response",
      message: JSON.stringify({ version, templateType, action: choice.title, data: {} }),
    });
  });
}
