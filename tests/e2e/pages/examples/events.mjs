// The subscriptions of a session, one function for each example: what a page reads from the event is what it shows.

export function onMessage(chatSession) {
  chatSession.onMessage((event) => {
    const { chatDetails, data } = event;
    window.show("message", { chatDetails, data });
  });
}

export function onTyping(chatSession) {
  chatSession.onTyping((event) => {
    const { data } = event;
    if (data.ParticipantRole === "AGENT") window.show("typing", `${data.DisplayName} is typing`);
    else if (data.ParticipantRole === "CUSTOMER") window.show("typing", "You are typing");
  });
}

export function onReceipts(chatSession) {
  const receipt = ({ data }) => ({
    messageId: data.MessageMetadata.MessageId,
    receipt: data.MessageMetadata.Receipts[0],
  });
  chatSession.onDeliveredReceipt((event) => window.show("delivered", receipt(event)));
  chatSession.onReadReceipt((event) => window.show("read", receipt(event)));
}

/** As recommended: whenever the connection is there, load what may have been missed. */
export function onConnectionEstablished(chatSession) {
  chatSession.onConnectionEstablished((event) => {
    chatSession
      .getTranscript({ scanDirection: "BACKWARD", sortOrder: "ASCENDING", maxResults: 15 })
      .then((response) => {
        const { InitialContactId, Transcript } = response.data;
        window.show("established", {
          contactId: event.chatDetails.contactId,
          InitialContactId,
          transcript: Transcript.map(({ Content }) => Content),
        });
      })
      .catch(({ message }) => window.show("no transcript", message));
  });
}

export function onConnectionLost(chatSession) {
  chatSession.onConnectionLost(async (event) => {
    const { chatDetails, data } = event;
    window.show("lost", { contactId: chatDetails.contactId, data });
  });
}

/** What was broken is connected again. */
export function onConnectionBroken(chatSession) {
  chatSession.onConnectionBroken(async (event) => {
    const { chatDetails, data } = event;
    window.show("broken", { contactId: chatDetails.contactId, data });
    const again = await chatSession.connect();
    window.show("connected again", again?.connectSuccess ?? null);
  });
}

export function onEnded(chatSession) {
  chatSession.onEnded((event) => {
    const { chatDetails, data } = event;
    window.show("ended", { contactId: chatDetails.contactId, data });
  });
}

/** Absences and returns of the agent; those of others are not shown. */
export function onPresence(chatSession) {
  const ofAgent = (text) => (event) => {
    const { chatDetails, data } = event;
    if (data.ParticipantRole === "AGENT") window.show("presence", { text, contactId: chatDetails.contactId, data });
  };
  chatSession.onParticipantIdle(ofAgent("idle"));
  chatSession.onParticipantReturned(ofAgent("returned"));
  chatSession.onAutoDisconnection(ofAgent("disconnected"));
  chatSession.onParticipantInvited(ofAgent("invited"));
}

export function onDeepHeartbeat(chatSession) {
  chatSession.onDeepHeartbeatSuccess((event) => window.show("healthy", event.data));
  chatSession.onDeepHeartbeatFailure((event) => window.show("unhealthy", event.data));
}

/** A sign-in in the middle of a chat: its session id is good for the address of the sign-in page. */
export function onAuthenticationInitiated(chatSession, redirectUri) {
  chatSession.onAuthenticationInitiated(async (event) => {
    try {
      const sessionId = JSON.parse(event?.data?.Content).SessionId;
      const response = await chatSession.getAuthenticationUrl({ redirectUri, sessionId });
      window.show("sign in", { sessionId, url: response.data.AuthenticationUrl });
    } catch (error) {
      window.show("no sign in", error.name);
    }
  });
}

/** How a sign-in can come out. */
export function onAuthenticationOutcome(chatSession) {
  const outcome = (text) => (event) => {
    const { data } = event;
    window.show("signed in", { text, contentType: data.ContentType });
  };
  chatSession.onAuthenticationSuccessful(outcome("successful"));
  chatSession.onAuthenticationFailed(outcome("failed"));
  chatSession.onAuthenticationTimeout(outcome("timeout"));
  chatSession.onAuthenticationExpired(outcome("expired"));
  chatSession.onAuthenticationCanceled(outcome("canceled"));
}

export function onParticipantDisplayNameUpdated(chatSession) {
  chatSession.onParticipantDisplayNameUpdated((event) => window.show("name", event.data?.DisplayName));
}

/** A persistent chat brings its past along: it is in the transcript. */
export function onChatRehydrated(chatSession) {
  chatSession.onChatRehydrated(async (event) => {
    const { data } = await chatSession.getTranscript({ sortOrder: "ASCENDING", maxResults: 100 });
    const texts = data.Transcript.filter(({ Type }) => Type === "MESSAGE").map(({ Content }) => Content);
    window.show("rehydrated", { contactId: event.chatDetails.contactId, texts });
  });
}
